import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();

/** Something for every finder, so that every expression gets to work. */
const EVERYTHING = `Dear Ms. Moss, my name is Ada Moss from York, born on 12 March 1980. Call +1 (212) 555-0143
x12, 030/9018-2010 or 12 500 000 users; a.moss@example.org, a (at) example (dot) com, a@[192.0.2.7].
Card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00, SSN 123-45-6789, AB123456C, X1234567L,
192.0.2.17, 2001:db8::1, 00:1A:2B:3C:4D:5E, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, password: "a b",
bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, token=abc, key a1B2c3D4e5F6a7B8c9, pin is 1234,
AKIAIOSFODNN7EXAMPLE, Bearer abcdef.123-456789, postgres://u:pass@db.example, passport C01X00T47,
12b Old Mill Road, York YO1 7HH, Lindenstraße 12a, 10969 Berlin, Via Roma 5, P.O. Box 12, ZIP 94043,
Springfield, IL 62701, K1A 0B1, [email-9] \u200b１２٣. -----BEGIN PRIVATE KEY----- MII
Regards,\nAda`;

/** Every expression that the runtime executes meanwhile, and how often. */
function executed(work: () => void): Map<string, number> {
  const calls = new Map<string, number>();
  const original = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    calls.set(this.source, (calls.get(this.source) ?? 0) + 1);
    return original.call(this, text);
  });
  work();
  vi.restoreAllMocks();
  return calls;
}

/** An expression without what stands in classes and behind backslashes. */
const skeleton = (source: string) =>
  source.replace(/\\(?:[pP]\{[^}]*\}|u[0-9a-f]{4}|.)/gi, 'e').replace(/\[[^\]]*\]/g, 'C');

afterEach(() => {
  vi.restoreAllMocks();
});

describe('expressions', () => {
  it('repeat a bounded number of times, all of them', () => {
    const sources = [...executed(() => redactor.redact(EVERYTHING)).keys()];
    expect(sources.length).toBeGreaterThan(80);
    for (const source of sources) {
      expect(skeleton(source), source).not.toMatch(/[*+]|\{\d+,\}/);
      for (const [, bound] of skeleton(source).matchAll(/\{\d+,(\d+)\}/g)) {
        expect(Number(bound), source).toBeLessThanOrEqual(8_000);
      }
    }
  });

  it.each([
    '7',
    '@',
    'a.a@',
    '1.',
    '1-',
    '4 ',
    '4111 1111 1111 1112 ',
    'GB11 ',
    '555-123-',
    '12ab:',
    '[email-',
    'password is ',
    'eyJ-',
    '-----BEGIN PRIVATE KEY-----',
    'Aaa Bbb ',
    '1 A ',
    'Dear A',
    'http://a:',
    'a@b.co ',
    '+1 212 555 0123, ',
    '１\u200b',
    'Linden weg 1 ',
    'born on 1.',
    '(',
    '"',
  ])('are executed in proportion to the length of %j repeated', (piece) => {
    const count = (size: number) => {
      const text = piece.repeat(Math.ceil(size / piece.length));
      const calls = executed(() => redactor.redact(text));
      return [...calls.values()].reduce((sum, one) => sum + one, 0);
    };
    expect(count(16_000) / count(4_000)).toBeLessThan(4.5);
  });
});
