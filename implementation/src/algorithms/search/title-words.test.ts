import { describe, expect, it } from 'vitest';
import { InvertedIndex } from './inverted-index.ts';

/** Texts that say "crossed" under titles with "strikethrough", among many others. */
function library() {
  const index = new InvertedIndex();
  for (let at = 0; at < 4; at++) {
    index.add({ id: `s${at}`, title: `Strikethrough in editor ${at}`, text: 'Crossed out words.' });
  }
  index.add({ id: 'only', title: 'Strikethrough elsewhere', text: 'Use two tildes.' });
  for (let at = 0; at < 30; at++) {
    index.add({ id: `o${at}`, title: `Taxes of country ${at}`, text: 'They differ by country.' });
  }
  return index;
}
const ids = (index: InvertedIndex<{ id: string; title: string; text: string }>, query: string) =>
  index.search(query, { limit: 50 }).map(({ document }) => document.id);

describe('what titles call things', () => {
  it('is learnt from texts, and finds what no word of the query is in', () => {
    const index = library();
    expect(ids(index, 'crossed')).toContain('only');
    const exact = new InvertedIndex({ settings: { associateWeight: 0 } });
    for (const document of index.documents()) exact.add(document);
    expect(ids(exact, 'crossed')).not.toContain('only');
  });

  it('needs more than two texts, and is forgotten with them', () => {
    const index = library();
    index.remove('s0');
    expect(ids(index, 'crossed')).toContain('only');
    index.remove('s1');
    expect(ids(index, 'crossed')).not.toContain('only');
  });

  it('is learnt from answered questions too', () => {
    const index = library();
    const asked = (text: string, documentId: string) =>
      Array.from({ length: 3 }, () => ({ text, documentId }));
    const others = [...asked('which rate applies', 'o1'), ...asked('redact it', 'nobody')];
    expect(ids(index, 'redact')).toEqual([]);
    index.learn([...asked('how do I redact something', 'only'), ...others]);
    expect(ids(index, 'redact')[0]).toBe('only');
    index.learn([]);
    expect(ids(index, 'redact')).toEqual([]);
  });

  it('outlives being saved', () => {
    const index = library();
    const { index: loaded } = InvertedIndex.load(index.encode(), index.documents());
    expect(ids(loaded, 'crossed')).toEqual(ids(index, 'crossed'));
    for (const id of ['s0', 's1']) loaded.remove(id);
    expect(ids(loaded, 'crossed')).not.toContain('only');
  });
});
