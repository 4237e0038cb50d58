import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

const texts = (source: string) => sentences(source).map(({ text }) => text);

describe('sentences', () => {
  it('ends at marks that a space follows', () => {
    expect(texts('Open it. Then wait! Done? "Yes." Good…')).toEqual([
      'Open it.',
      'Then wait!',
      'Done?',
      '"Yes."',
      'Good…',
    ]);
  });

  it('does not end inside numbers, addresses, abbreviations and list marks', () => {
    expect(texts('Version 2.5 costs e.g. 3.50 on example.com today.')).toHaveLength(1);
    expect(texts('1. Open the settings.')).toEqual(['1. Open the settings.']);
  });

  it('ends at line breaks and at full-width marks without a space', () => {
    expect(texts('Title\n- one\n- two\r\n\r\nEnd')).toEqual(['Title', '- one', '- two', 'End']);
    expect(texts('设置已保存。请重试！')).toEqual(['设置已保存。', '请重试！']);
  });

  it('covers every letter once, by exact substrings in order', () => {
    const piece = fc.constantFrom('a', 'B', ' ', '.', '!', '\n', '"', '。', '1', 'é', '🙂', 'Dr');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = pieces.join('');
        let end = 0;
        for (const span of sentences(source)) {
          expect(source.slice(span.start, span.end)).toBe(span.text);
          expect(source.slice(end, span.start).trim()).toBe('');
          expect(span.text.trim()).toBe(span.text);
          expect(span.text).not.toBe('');
          end = span.end;
        }
        expect(source.slice(end).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('reads a million full stops', () => {
    expect(sentences('. '.repeat(500_000)).length).toBeGreaterThan(0);
    expect(sentences('.'.repeat(1_000_000))).toHaveLength(1);
  });
});
