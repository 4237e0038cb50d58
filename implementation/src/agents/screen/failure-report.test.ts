import { describe, expect, it } from 'vitest';
import { rejectsTheAnswer, saysItFailed } from './failure-report.ts';

const answered = { text: 'How do I connect it?', articleIds: ['connect'] };

describe('a report that something failed', () => {
  it.each([
    'That did not work',
    "that didn't work :(",
    'this didnt help',
    'It still does not work.',
    'That was not helpful',
    'no',
    'Nope, still the same',
    'that was wrong',
    'not solved',
    'No luck, sorry',
    'not what I asked',
  ])('is heard: %s', (text) => {
    expect(saysItFailed(text)).toBe(true);
    expect(rejectsTheAnswer({ text, previous: answered })).toBe(true);
  });

  it.each([
    'thanks, that worked',
    'Perfect, it works now!',
    'that solved it, you can close this',
    'great help, thank you',
    'And how do I disconnect it?',
    'Does it work on a phone?',
    'what about the free plan',
  ])('is not heard where there is none: %s', (text) => {
    expect(saysItFailed(text)).toBe(false);
  });

  it('is a question where nothing was answered before, or where it brings news', () => {
    expect(rejectsTheAnswer({ text: 'That did not work', previous: null })).toBe(false);
    const unanswered = { ...answered, articleIds: [] };
    expect(rejectsTheAnswer({ text: 'That did not work', previous: unanswered })).toBe(false);
    const news = 'That did not work, now the screen says TF-1702 whenever I press the button';
    expect(rejectsTheAnswer({ text: news, previous: answered })).toBe(false);
  });
});
