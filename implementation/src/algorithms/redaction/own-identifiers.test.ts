import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventIdOf, identify, journeyIdOf, ticketIdOf } from '#src/foundation/identity.ts';
import { verifies } from '#src/testing/verifies.ts';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
/** Hexadecimal digits that are mostly decimal ones, as every millionth hash is. */
const digitalHex = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789', ...'0123456789', ...'0123456789', 'a', 'd', 'e'),
    minLength: length,
    maxLength: length,
  });
const anyHex = (length: number) => fc.oneof(hex(length), digitalHex(length));
const uuid = anyHex(32).map((text) => text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
const when = fc.date({
  min: new Date('2021-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
});
const named = fc.constantFrom('ticket', 'event', 'journey');

/** What log lines of the desk speak of, by what it is. */
const own: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a name of a record': fc.tuple(named, anyHex(24)).map(([name, id]) => `${name}-${id}`),
  'a name as the code makes it': fc.tuple(fc.string(), fc.nat(99)).map(([id, index]) => {
    const ticketId = ticketIdOf('default', id);
    return [ticketId, eventIdOf(id, index), journeyIdOf(ticketId, id), identify(id)].join(' ');
  }),
  'a request id': fc.oneof(anyHex(32), uuid),
  'a trace and its span': fc.tuple(anyHex(32), anyHex(16)).map(([a, b]) => `00-${a}-${b}-01`),
  'a hash': fc.oneof(
    anyHex(64),
    anyHex(40),
    anyHex(32).map((text) => `sha256:${text}`),
  ),
  'a time': when.map((date) => date.toISOString()),
  'a day': when.map((date) => date.toISOString().slice(0, 10)),
  'a time of a machine': when.map((date) => String(date.getTime())),
  'a version': fc.tuple(fc.nat(99), fc.nat(99), fc.nat(999)).map((parts) => `v${parts.join('.')}`),
  'a model': fc
    .tuple(fc.constantFrom('gpt-4o-', 'gpt-5-mini-', 'claude-sonnet-4-5-', 'o4-mini-'), when)
    .map(([name, date]) => {
      const day = date.toISOString().slice(0, 10);
      return name + (name.startsWith('claude') ? day.replaceAll('-', '') : day);
    }),
  'a price': fc.double({ min: 0, max: 100, noNaN: true }).map((price) => price.toFixed(8)),
  'a share': fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  'an article': fc.constantFrom('kb-api-v1-shutdown', 'faq-2fa', 'kb-00012345', 'faq-100200300'),
  'a place in the code': fc
    .tuple(fc.nat(9_999), fc.nat(200))
    .map((at) => `file.ts:${at.join(':')}`),
};

const sentences = ['{}', 'id {} failed', 'after {}, again', '({})', '{"id":"{}"}', 'cause={}'];

describe(verifies('v0.5.log', 'real part', 'the names of our own things survive'), () => {
  it.each(Object.entries(own))('%s is never damaged', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(...sentences), (name, sentence) => {
        const text = sentence.replace('{}', () => name);
        expect(redactor.redact(text).text).toBe(text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('numbers stay numbers: durations, sizes, counts, prices, times', () => {
    const number = fc.oneof(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
      when.map((date) => date.getTime()),
    );
    fc.assert(
      fc.property(number, (value) => {
        expect(redactor.redactDeep({ tookMs: value })).toEqual({ tookMs: value });
      }),
      { numRuns: 3_000 },
    );
  });

  it('what is personal is found beside them', () => {
    const personal = fc.constantFrom('4111 1111 1111 1111', '+49 30 901820', 'ada@example.com');
    fc.assert(
      fc.property(fc.tuple(named, anyHex(24)), personal, ([name, id], value) => {
        const { text } = redactor.redact(`${name}-${id}: ${value}, ${name}-${id}`);
        expect(text).toMatch(new RegExp(`^${name}-${id}: \\[[a-z]+-1\\], ${name}-${id}$`));
      }),
    );
  });
});
