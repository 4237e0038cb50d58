import { expect, it } from 'vitest';
import { fitText, oneLine, wrapText } from './fit-text.ts';

it('fits text to columns: padded, cut with an ellipsis, and wide characters counted twice', () => {
  expect(fitText('short', 8)).toBe('short   ');
  expect(fitText('exactly8', 8)).toBe('exactly8');
  expect(fitText('somewhat longer', 8)).toBe('somewha…');
  expect(fitText('🙏🙏😭⏰❌❌', 8)).toBe('🙏🙏😭… ');
  expect(fitText('日本語', 8)).toBe('日本語  ');
  expect(fitText('日本語の', 7)).toBe('日本語…');
  expect(fitText('x'.repeat(1_000_000), 4)).toBe('xxx…');
  expect(fitText('👩‍👩‍👧', 3)).toBe('👩‍👩‍👧 ');
});

it('lets nothing through that a terminal would obey', () => {
  expect(oneLine('a\u001b[31mred\r\n\u0007b\u202ec')).toBe('a [31mred b c');
});

it('wraps between words', () => {
  expect(wrapText('one two three', 9, '  ')).toBe('  one two\n  three');
  expect(wrapText('unbreakable', 4, '')).toBe('unbreakable');
});
