import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonFault, parseConfigurationJson } from './configuration-json.ts';

/** What the reader makes of a text: its value as JSON, or that it is none. */
function readingOf(text: string): string | null {
  try {
    return JSON.stringify(parseConfigurationJson(text).value);
  } catch (error) {
    if (error instanceof JsonFault) return null;
    throw error;
  }
}

function referenceOf(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

function faultOf(text: string): JsonFault {
  try {
    parseConfigurationJson(text);
  } catch (error) {
    if (error instanceof JsonFault) return error;
  }
  throw new Error('it was read');
}

describe('the JSON of a configuration', () => {
  const readsAlike = (texts: fc.Arbitrary<string>, numRuns: number) =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(readingOf(text)).toBe(referenceOf(text));
      }),
      { numRuns },
    );

  it('is read as JSON.parse reads it', () => {
    readsAlike(fc.json({ maxDepth: 6, stringUnit: 'binary' }), 300);
    readsAlike(
      fc.jsonValue().map((value) => JSON.stringify(value, null, '\t')),
      300,
    );
  });

  it('is refused where JSON.parse refuses it, whatever was typed', () => {
    const marks = '{}[]:,"\\/ \n\t-+.eE0123456789truefalsn u00d8a\u0000\u007f\u2028b';
    readsAlike(fc.string({ unit: fc.constantFrom(...marks), maxLength: 12 }), 3_000);
    const damaged = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...marks, ''))
      .map(([text, at, mark]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + mark + text.slice(place + 1);
      });
    readsAlike(damaged, 3_000);
  });

  it.each([
    ['{\n  "a": 1,\n}', 3, 1, 'a comma may not stand before the end; take it out'],
    ['{"a": 1,\r\n "b": "x\n"}', 2, 7, 'a text has no end on its line, or a \\ that JSON lacks'],
    [
      '{"a": nul}',
      1,
      7,
      'a value is expected: text in "quotes", a number, true, false, null, { or [',
    ],
    ["{'a': 1}", 1, 2, 'a key in "quotes" is expected'],
    ['{\n// model\n"a": 1}', 2, 1, 'JSON has no comments; take them out'],
    ['{"a" 1}', 1, 6, 'a colon is expected after the key'],
    ['{"a": 1 "b": 2}', 1, 9, 'a comma or } is expected'],
    ['[1, 2,]', 1, 7, 'a comma may not stand before the end; take it out'],
    ['{"a": {"b": 1}', 1, 15, 'the text ends too early'],
    ['', 1, 1, 'the text ends too early'],
    ['{} {}', 1, 4, 'something follows after the end of the JSON'],
  ])('the fault of %j is in line %i, column %i', (text, line, column, message) => {
    expect(faultOf(text)).toMatchObject({ line, column, message });
  });

  it('may not be nested without end', () => {
    expect(readingOf('['.repeat(30) + ']'.repeat(30))).not.toBeNull();
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(faultOf(deep).message).toBe('it is nested more than 32 levels deep');
  });

  it('tells keys that stand twice, wherever they do', () => {
    const text = '{"a": 1,\n"b": {"c": 1, "d": 2, "c": 3},\n"a": 4,\n"e": [{"f": 1, "f": 1}]}';
    const { value, repeated } = parseConfigurationJson(text);
    expect(value).toEqual({ a: 4, b: { c: 3, d: 2 }, e: [{ f: 1 }] });
    expect(repeated).toEqual([
      { path: ['b', 'c'], line: 2 },
      { path: ['a'], line: 3 },
      { path: ['e', 0, 'f'], line: 4 },
    ]);
    expect(parseConfigurationJson('{"a": {"b": 1}, "c": {"b": 1}}').repeated).toEqual([]);
  });

  it('has no keys but those that were written', () => {
    const { value } = parseConfigurationJson('{"__proto__": {"admin": true}, "toString": 1}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'toString']);
    expect((value as { admin?: boolean }).admin).toBeUndefined();
  });
});
