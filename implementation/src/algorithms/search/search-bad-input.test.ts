import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvertedIndex } from './inverted-index.ts';
import type { IndexedDocument } from './search-types.ts';

const scripts = {
  cyrillic: ['Как сбросить пароль?', 'Откройте настройки и нажмите «Сбросить».', 'сброс пароля'],
  arabic: ['كيف أعيد تعيين كلمة المرور؟', 'افتح الإعدادات ثم اضغط إعادة.', 'كلمة المرور'],
  chinese: ['如何重置密码？', '打开设置，点击重置。', '重置密码'],
  thai: ['ฉันจะรีเซ็ตรหัสผ่านได้อย่างไร', 'เปิดการตั้งค่าแล้วกดรีเซ็ต', 'รหัสผ่าน'],
} as const;

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '🙂',
    '\ud800',
    'the',
    'tax',
    'a'.repeat(5000),
    '密码',
    '0 '.repeat(300),
  ),
);

describe('bad input', () => {
  it('gives no number that is none, whatever is indexed and asked', () => {
    const documents = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', ''), title: odd, text: odd }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(documents, odd, (list, query) => {
        const index = new InvertedIndex<IndexedDocument>();
        for (const document of list) index.add(document);
        for (const { score, parts, ...hit } of index.search(query)) {
          const numbers = [score, ...Object.values(parts), hit.matchedShare, hit.titleShare];
          expect([...numbers, hit.titleCoverage].every(Number.isFinite)).toBe(true);
          expect(score).toBeGreaterThan(0);
        }
        expect(Number.isFinite(index.wordWeight(query))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is sane without documents, words or limits', () => {
    const index = new InvertedIndex<IndexedDocument>();
    expect(index.search('refund')).toEqual([]);
    index.add({ id: 'a', title: '', text: 'refund' });
    for (const query of ['', '🙂', 'zzz', '…']) expect(index.search(query)).toEqual([]);
    expect(index.search('refund', { limit: 0 })).toEqual([]);
    index.add({ id: 'b', title: '', text: '' });
    expect(index.search('refund')).toHaveLength(1);
    expect(index.remove('c')).toBe(false);
    expect([index.remove('a'), index.remove('b')]).toEqual([true, true]);
    expect(index.search('refund')).toEqual([]);
  });

  it('takes the later of two documents with one id', () => {
    const index = new InvertedIndex<IndexedDocument>();
    index.add({ id: 'a', title: 'Tax', text: '' });
    index.add({ id: 'a', title: 'Refund', text: '' });
    expect(index.size).toBe(1);
    expect(index.search('tax')).toEqual([]);
    expect(index.search('refund')).toHaveLength(1);
  });

  it('reads texts and queries of a megabyte', () => {
    const index = new InvertedIndex<IndexedDocument>();
    const long = Array.from({ length: 150_000 }, (_, at) => `w${at.toString(36)}`).join(' ');
    index.add({ id: 'words', title: '', text: `${long} refund` });
    index.add({ id: 'one', title: 'x'.repeat(1_000_000), text: 'mail '.repeat(200_000) });
    expect(index.search('refund')[0]?.document.id).toBe('words');
    for (const query of [long, 'mail '.repeat(200_000), 'x'.repeat(1_000_000)]) {
      const [hit] = index.search(query);
      expect(hit?.score).toBeGreaterThan(0);
      expect(hit?.score).toBeLessThan(Number.POSITIVE_INFINITY);
    }
    expect(index.remove('words')).toBe(true);
    expect(index.search('refund')).toEqual([]);
  });

  it.each(Object.entries(scripts))('finds what is written in %s', (_, [title, text, query]) => {
    const index = new InvertedIndex<IndexedDocument>();
    Object.entries(scripts).forEach(([id, [otherTitle, otherText]]) => {
      index.add({ id, title: otherTitle, text: otherText });
    });
    const hits = index.search(query);
    expect(hits).toHaveLength(1);
    expect(hits[0]?.document).toMatchObject({ title, text });
  });
});
