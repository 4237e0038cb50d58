import { afterEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '#src/testing/redaction/everything.ts';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();

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
    'A1B2',
    '(1)',
    'a @ b . ',
    'a at b dot ',
    'Aa Bb <',
    '1 Aa Road\nAa\n',
    'I live at 1 Aa ',
    'cookie: a=',
    'my name is Ada Moss. Ada ',
    '１\u0301',
    'event-0123456789abcdef01234567 ',
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
