import { describe, expect, it } from 'vitest';
import { createRetriever, type RetrievableDocument, Retriever } from './retriever.ts';

const article = (id: string, tenant: string, title: string): RetrievableDocument => {
  return { id, tenant, title, text: 'How it is done here.' };
};
const ids = (hits: readonly { document: { id: string } }[]) => hits.map((hit) => hit.document.id);

describe('tenants of one retriever', () => {
  const own = [article('a', 'one', 'Reset a password'), article('b', 'one', 'Tax on invoices')];
  const foreign = Array.from({ length: 50 }, (_, at) => article(`f${at}`, 'two', 'Passwords'));

  it('have words and scores of their own, as if the others were not there', () => {
    const alone = createRetriever(own);
    const beside = createRetriever([...own, ...foreign]);
    const filter = { tenant: 'one' };
    for (const query of ['reset pasword', 'tax', 'passwords']) {
      expect(beside.search(query, { filter })).toEqual(alone.search(query, { filter }));
    }
    expect(beside.wordWeight('password', 'one')).toBe(alone.wordWeight('password', 'one'));
    expect(beside.search('reset', { filter: { tenant: 'three' } })).toEqual([]);
  });

  it('may have the same ids', () => {
    const retriever = createRetriever([...own, article('a', 'two', 'Something else')]);
    expect(retriever.size).toBe(3);
    expect(retriever.get('a', 'one')?.title).toBe('Reset a password');
    expect(retriever.remove('a', 'two')).toBe(true);
    expect(retriever.get('a', 'one')?.title).toBe('Reset a password');
    expect(retriever.get('a')).toBeUndefined();
  });

  it('are all searched when none is named', () => {
    const retriever = createRetriever([...own, ...foreign]);
    const found = ids(retriever.search('password', { limit: 100 }));
    expect(found).toHaveLength(51);
    expect(retriever.search('password')).toHaveLength(10);
  });
});

describe('typed filters', () => {
  const retriever = createRetriever<RetrievableDocument>([
    { id: 'web', title: 'Export', text: '', product: 'web', audience: ['admin', 'owner'] },
    { id: 'app', title: 'Export', text: '', product: 'app', language: 'en' },
    { id: 'old', title: 'Export', text: '', product: ['web', 'app'], validUntilMs: 100 },
    { id: 'new', title: 'Export', text: '', validFromMs: 100 },
  ]);
  const found = (filter: Parameters<typeof retriever.search>[1]) =>
    ids(retriever.search('export', filter)).sort();

  it('ask for product, language, audience and validity, any of several values', () => {
    expect(found({ filter: { product: 'web' } })).toEqual(['old', 'web']);
    expect(found({ filter: { product: ['web', 'app'], language: 'en' } })).toEqual(['app']);
    expect(found({ filter: { audience: 'owner' } })).toEqual(['web']);
    expect(found({ filter: { validAtMs: 99 } })).toEqual(['app', 'old', 'web']);
    expect(found({ filter: { validAtMs: 100 } })).toEqual(['app', 'new', 'web']);
    expect(found({ filter: {} })).toHaveLength(4);
  });
});

describe('a saved index', () => {
  const articles = [article('a', 'one', 'Reset a password'), article('b', 'one', 'Taxes')];

  it('is loaded for a tenant, with its documents as they are now', () => {
    const bytes = createRetriever(articles).encode('one');
    const retriever = new Retriever();
    const now = [...articles.slice(1), article('c', 'one', 'Refunds')];
    expect(retriever.load(bytes, now, 'one')).toBe(2);
    const filter = { tenant: 'one' };
    expect(retriever.search('taxes refund pasword', { filter })).toEqual(
      createRetriever(now).search('taxes refund pasword', { filter }),
    );
    expect(retriever.load(retriever.encode('one'), now, 'one')).toBe(0);
  });

  it('knows by the hash of its content that a document has changed', () => {
    const hash = (digit: string) => digit.repeat(64);
    const hashed = { ...article('a', 'one', 'Reset'), contentHash: hash('a') };
    const bytes = createRetriever([hashed]).encode('one');
    const changed = (contentHash: string) =>
      new Retriever<RetrievableDocument>().load(bytes, [{ ...hashed, contentHash }], 'one');
    expect([changed(hash('a')), changed(hash('b'))]).toEqual([0, 1]);
  });

  it('learns from answered questions', () => {
    const retriever = createRetriever(articles);
    const questions = Array.from({ length: 4 }, () => ({ text: 'redact it', documentId: 'a' }));
    const others = Array.from({ length: 4 }, () => ({ text: 'which rate', documentId: 'b' }));
    retriever.learn([...questions, ...others], 'one');
    expect(ids(retriever.search('redact', { filter: { tenant: 'one' } }))).toEqual(['a']);
  });
});
