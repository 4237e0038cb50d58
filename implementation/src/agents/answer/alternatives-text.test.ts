import { expect, test } from 'vitest';
import { isReplyText, replyText } from './alternatives-text.ts';

const citation = (articleId: string, quote: string) => {
  return { articleId, quote, title: `About ${articleId}`, url: `/articles/${articleId}` };
};
const one = [citation('tea', 'Tea is hot.'), citation('tea', 'It is wet.')];
const two = [...one, citation('cake', 'Cake is sweet.')];
const three = [...two, citation('jam', 'Jam is red.')];

test('one article is quoted and nothing else; several each under its title', () => {
  expect(replyText(one, 'en')).toBe('Tea is hot.\n\nIt is wet.');
  expect(replyText(two, 'en')).toBe(
    'Two things could be meant here.\n\n1. About tea\n\nTea is hot.\n\nIt is wet.\n\n2. About cake\n\nCake is sweet.',
  );
  expect(replyText(three, 'de')).toContain('Damit kann dreierlei gemeint sein.');
  expect(replyText(three, 'es')).toContain('3. About jam\n\nJam is red.');
  expect(replyText(three, 'fr')).toContain('Three things could be meant here.');
  expect(replyText([], 'en')).toBe('');
});

test('is known again in whichever language, and nothing else is', () => {
  for (const citations of [one, two, three]) {
    for (const language of ['en', 'de', 'es', 'fr']) {
      const text = replyText(citations, language);
      expect(isReplyText(text, citations)).toBe(true);
      expect(isReplyText(`${text} And more.`, citations)).toBe(false);
      expect(isReplyText(text.replace('hot', 'cold'), citations)).toBe(false);
    }
  }
  expect(isReplyText(replyText(two, 'en'), one)).toBe(false);
});
