import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRetriever, type RetrievableDocument } from './retriever.ts';

const articles: readonly RetrievableDocument[] = [
  {
    id: 'pw',
    tenant: 'one',
    language: 'en',
    title: 'Reset a password',
    text: 'Open login. Click "Forgot".\nWait for the mail.',
  },
  {
    id: 'tax',
    tenant: 'one',
    language: 'en',
    title: 'Tax on invoices',
    text: 'We add tax. Rates differ by country.',
  },
  {
    id: 'pw-de',
    tenant: 'one',
    language: 'de',
    title: 'Passwort zurücksetzen',
    text: 'Login öffnen. Reset klicken.',
  },
  {
    id: 'pw-two',
    tenant: 'two',
    language: 'en',
    title: 'Reset a password',
    text: 'Ask your admin.',
  },
];
const ids = (hits: readonly { document: { id: string } }[]) => hits.map((hit) => hit.document.id);

describe('Retriever', () => {
  it('finds the article, and nothing of another tenant or language under a filter', () => {
    const retriever = createRetriever(articles);
    expect(ids(retriever.search('how do I reset my password', { limit: 2 }))).toContain('pw');
    expect(ids(retriever.search('reset', { filter: { tenant: 'two' } }))).toEqual(['pw-two']);
    expect(ids(retriever.search('reset', { filter: { language: 'de' } }))).toEqual(['pw-de']);
    expect(ids(retriever.search('reset', { filter: ({ id }) => id === 'pw' }))).toEqual(['pw']);
  });

  it('takes additions, updates and removals at once', () => {
    const retriever = createRetriever(articles.slice(0, 2));
    expect(retriever.update({ id: 'nobody', title: 'x', text: 'y' })).toBe(false);
    expect(retriever.size).toBe(2);
    retriever.add({ id: 'vat', title: 'VAT numbers', text: 'Enter yours.' });
    expect(ids(retriever.search('vat'))).toEqual(['vat']);
    expect(retriever.update({ id: 'vat', title: 'Sales numbers', text: 'Enter yours.' })).toBe(
      true,
    );
    expect(retriever.search('vat')).toEqual([]);
    expect(retriever.remove('vat')).toBe(true);
    expect(retriever.remove('vat')).toBe(false);
    expect(retriever.search('sales')).toEqual([]);
  });

  it('quotes the closest sentences to the letter', () => {
    const retriever = createRetriever(articles);
    const [best] = retriever.passages('pw', 'where do I click when I forgot it?', 1, 'one');
    expect(best?.text).toBe('Click "Forgot".');
    expect(best?.matchedShare).toBeGreaterThan(0);
    expect(retriever.passages('nobody', 'forgot')).toEqual([]);
  });

  it('quotes exact substrings of any text for any query', () => {
    const text = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(text, text, (source, query) => {
        const retriever = createRetriever([{ id: 'a', title: '', text: source }]);
        for (const passage of retriever.passages('a', query, 100)) {
          expect(source.slice(passage.start, passage.end)).toBe(passage.text);
          expect(passage.matchedShare).toBeGreaterThanOrEqual(0);
          expect(passage.matchedShare).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
