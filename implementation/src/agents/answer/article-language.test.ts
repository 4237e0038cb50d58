import { describe, expect, test } from 'vitest';
import { ArticleLanguage } from './article-language.ts';
import { SentenceLanguage } from './sentence-language.ts';
import { TermNumbers } from './term-numbers.ts';

const split = (text: string) => (text === '' ? [] : text.split(' '));

function languageOf(...articles: { title: string; text: string; asked?: string[] }[]) {
  const numbers = new TermNumbers();
  const said = [...articles, { title: '', text: '', asked: ['who ate the cake'] }].map(
    ({ title, text, asked = [] }) => ({
      title: numbers.of(split(title)),
      text: numbers.of(split(text)),
      asked: asked.map((one) => numbers.of(split(one))),
    }),
  );
  return new ArticleLanguage(said, numbers);
}

const language = languageOf(
  { title: 'delete entry', text: 'the bin keeps an entry', asked: ['get rid of the hour'] },
  { title: 'start timer', text: 'the button starts the clock', asked: ['begin the count'] },
);
const [bin, timer, none] = [0, 1, 2];

describe('the language of articles', () => {
  test('knows what is in the text, in the title, and in what was asked', () => {
    for (const word of ['bin', 'delete', 'rid']) {
      const { whole } = language.fit([word]);
      expect(whole[bin], word).toBeGreaterThan(0);
      expect(whole[timer], word).toBe(0);
    }
    const { title, asked } = language.fit(['delete', 'rid']);
    expect([title[bin], asked[bin]].every((fit) => (fit ?? 0) > 0)).toBe(true);
    expect(language.fit(['rid']).title[bin]).toBe(0);
    expect(language.fit(['delete']).asked[bin]).toBe(0);
  });

  test('a rare word tells more than one that everybody uses', () => {
    const [rare, common] = ['bin', 'the'].map((word) => language.fit([word]).whole[bin] ?? 0);
    expect(rare).toBeGreaterThan(common ?? 0);
  });

  test('knows what is asked in vain, too', () => {
    const { asked, whole } = language.fit(['cake']);
    expect(asked[none]).toBeGreaterThan(0);
    expect(whole[bin]).toBe(0);
  });

  test('says which part of the question was ever said about an article', () => {
    expect(language.fit(['bin', 'rid', 'delete']).covered[bin]).toBeCloseTo(1);
    const half = language.fit(['bin', 'giraffe']).covered[bin] ?? 0;
    expect(half).toBeGreaterThan(0.2);
    expect(half).toBeLessThan(0.8);
  });

  test('repeating a word changes nothing', () => {
    expect(language.fit(['bin', 'bin', 'entry'])).toEqual(language.fit(['bin', 'entry']));
  });

  test('of nothing is nothing, and no number at any step is not one', () => {
    const empty = new ArticleLanguage([], new TermNumbers());
    const nobody = languageOf({ title: '', text: '' });
    for (const one of [empty, nobody, language]) {
      for (const terms of [[], ['giraffe'], ['cake']]) {
        const { whole, title, asked, covered } = one.fit(terms);
        for (const value of [...whole, ...title, ...asked, ...covered]) {
          expect(Number.isFinite(value)).toBe(true);
        }
      }
    }
    expect([...language.fit([]).whole]).toEqual([0, 0, 0]);
  });
});

describe('the language of sentences', () => {
  const sentences = [split('the bin keeps an entry'), split('it is empty after a month')];
  const text = sentences.flat();
  const fits = (...terms: string[]) =>
    new SentenceLanguage(sentences, ['delete', 'entry'], text, language).fits(new Set(terms));

  test('prefers the sentence that says it, and gives all what the title says', () => {
    const [first = 0, second = 0] = fits('bin');
    expect(first).toBeGreaterThan(second);
    const [one = 0, other = 0] = fits('delete');
    expect(one).toBeCloseTo(other);
    expect(one).toBeGreaterThan(0);
  });

  test('is finite where nothing is known', () => {
    expect([...fits(), ...fits('giraffe')]).toEqual([0, 0, 0, 0]);
    expect([...new SentenceLanguage([], [], [], language).fits(new Set(['bin']))]).toEqual([]);
  });
});
