import type { PersonaName } from './personas.ts';

/** Whether the knowledge base has an answer to what somebody wants to know. */
export type Wish = 'known' | 'unknown';

/**
 * What a customer does. `ask` takes the next goal, `ask both` the next two in one message, `ask
 * again` asks for the newest goal in other words, `say` sends just that.
 */
export type Act =
  | 'greet'
  | 'ask'
  | 'ask both'
  | 'ask again'
  | 'thank'
  | 'thank and ask'
  | 'complain'
  | 'want a person'
  | 'nudge'
  | `wait ${number} day${'' | 's'}`
  | { readonly say: string };

/**
 * `answered`: every goal by its own source, thanks taken as such, no person needed.
 * `handed over`: people have it with what they need, and nothing wrong was said.
 * `not wrong`: answered from the right source or handed over, as the desk likes.
 */
export type Ending = 'answered' | 'handed over' | 'not wrong';

export interface Scenario {
  readonly id: string;
  readonly persona: PersonaName;
  /** In the order in which they come up. */
  readonly goals: readonly Wish[];
  readonly acts: readonly Act[];
  readonly ends: Ending;
  /** BCP 47 code of a language that it is written in; left out of desks that speak it. */
  readonly language?: string;
}
