import type { Receipt } from '#src/domain/ticket/events.ts';

/**
 * Whether a reply is about what the customer chose when the agent asked back. Its confidence then
 * is how sure the desk was that what is meant was among the options.
 */
export const isChosen = ({ steps }: Pick<Receipt, 'steps'>): boolean =>
  steps.some(({ name, outcome }) => name === 'choose' && outcome === 'chosen');
