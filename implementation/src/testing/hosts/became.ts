/** What the platform does with an item after a delivery, by what the host told it. */
export type Became = 'done' | 'again' | 'dead';
