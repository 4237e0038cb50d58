import type { Screener } from '../agents.ts';

const word = /\p{L}/u;

/** Sorts out what no answer can help. */
export function createScreener(): Screener {
  return {
    screen({ text }) {
      return word.test(text) ? 'clean' : 'no_words';
    },
  };
}
