import type { Receipt } from './events.ts';

/**
 * What a journey read a message for that came after a question back, as its receipt has it: `chosen`,
 * `none`, `unclear` or `other`; undefined where nothing had been asked back.
 */
export const choiceRead = ({ steps }: Pick<Receipt, 'steps'>): string | undefined =>
  steps.find(({ name }) => name === 'choose')?.outcome;
