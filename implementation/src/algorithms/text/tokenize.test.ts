import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeWord } from './normalize.ts';
import { tokenize, words } from './tokenize.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('tokenize', () => {
  it('splits spaced scripts at whatever is not a letter, mark or digit', () => {
    expect(words("Don't PANIC: error-code E42, naïve Straße!")).toEqual([
      'don',
      't',
      'panic',
      'error',
      'code',
      'e42',
      'naive',
      'strasse',
    ]);
  });

  it('takes one spelling for width, case and composition', () => {
    expect(words('ＣＡＦÉ')).toEqual(words('cafe\u0301'));
    expect(words('ΣΊΣΥΦΟΣ')).toEqual(words('σίσυφος'));
    expect(words('İstanbul')).toEqual(words('istanbul'));
  });

  it('finds words in scripts without spaces', () => {
    expect(words('パスワードをリセットする').length).toBeGreaterThan(2);
    expect(words('我忘记了密码')).toContain('密码');
    expect(words('ฉันลืมรหัสผ่าน').length).toBeGreaterThan(1);
    expect(words('Zoom会议')).toEqual(['zoom', '会议']);
  });

  it('keeps the vowel signs of Indic scripts, which are letters', () => {
    expect(words('हिन्दी')).toEqual(['हिन्दी']);
  });

  it('keeps composed syllables composed, however they are typed', () => {
    expect(words('비밀번호'.normalize('NFD'))).toEqual(['비밀번호']);
  });

  it('finds no word in emoji, punctuation or lone surrogates', () => {
    expect(words('🙂👍🏽 … !? \ud800 \udc00')).toEqual([]);
    expect(words('')).toEqual([]);
  });

  it('gives offsets of exact substrings, in order, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(normalizeWord(text.slice(token.start, token.end))).toBe(token.text);
          end = token.end;
        }
        expect(tokenize(text).map((token) => token.text)).toEqual(words(text));
      }),
      { numRuns: 500 },
    );
  });

  it('normalises every character to a fixed point', () => {
    const moving: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const once = normalizeWord(String.fromCodePoint(codePoint));
      if (normalizeWord(once) !== once) moving.push(once);
    }
    expect(moving).toEqual([]);
  });

  it('keeps offsets in long stretches, and pairs of surrogates whole', () => {
    for (const source of ['我忘记了密码'.repeat(1500), `密${'𠮷'.repeat(5000)}`]) {
      const tokens = tokenize(source);
      expect(tokens.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
      expect(tokens.map(({ text }) => text).join('')).toBe(source);
    }
  });

  it('reads a million characters without a space', () => {
    expect(words('密码'.repeat(500_000)).join('').length).toBe(1_000_000);
    expect(words('a'.repeat(1_000_000))).toHaveLength(1);
  });
});
