import { describe, expect, it, test } from 'vitest';
import { labelledTexts } from '#src/testing/redaction/labelled-sentences.ts';
import { lookalikes } from '#src/testing/redaction/lookalikes.ts';
import { measureRecall } from '#src/testing/redaction/measure-recall.ts';
import {
  announcedNationalIds,
  exampleIbans,
  exampleNationalIds,
  exampleWallets,
} from '#src/testing/redaction/published-examples.ts';
import { verifies } from '#src/testing/verifies.ts';
import { seededRandom } from '../seeded-random.ts';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();

test(
  verifies('v0.5.log', 'real part', 'of what has a form, 98 % of every kind is taken out'),
  () => {
    const texts = labelledTexts(seededRandom(5), 400);
    const results = measureRecall((text) => redactor.redact(text), texts);
    const labelled = new Set(texts.map(({ kind }) => kind));
    expect([...labelled].sort()).toEqual([
      'card',
      'email',
      'iban',
      'ip',
      'mac',
      'national-id',
      'phone',
      'secret',
      'ssn',
      'wallet',
    ]);
    for (const [kind, { amount, hidden, claimed, personal }] of results) {
      expect(hidden / amount, `recall of ${kind}`).toBeGreaterThanOrEqual(0.98);
      expect(personal / claimed, `precision of ${kind}`).toBeGreaterThanOrEqual(0.98);
    }
  },
);

describe('published examples', () => {
  it.each([
    ...exampleIbans,
    ...exampleIbans.map((iban) => (iban.match(/.{1,4}/g) ?? []).join(' ')),
    ...exampleWallets,
    ...exampleNationalIds,
  ])('%s', (example) => {
    expect(redactor.redact(`Well, ${example} it was`).text).toMatch(/^Well, \[[a-z-]+-1\] it was$/);
  });

  it.each(announcedNationalIds)('%s', (example) => {
    expect(redactor.redact(`The ${example} it was`).text).toMatch(
      /^The [^\d]+\[[a-z-]+-1\] it was$/,
    );
  });
});

describe('look-alikes', () => {
  /** Shares that may be taken for something, in per cent: what has the check digits by chance. */
  const allowed: Readonly<Record<string, number>> = {
    'bare numbers of 10 digits': 100,
    'bare numbers of 11 digits': 20,
    'bare numbers of 13 digits': 4,
    'bare numbers of 16 digits': 7,
    'browser versions': 5,
    'tracking numbers': 4,
    'invoice numbers with a year': 2,
    'article numbers': 1,
  };
  it.each(Object.entries(lookalikes(seededRandom(4), 500)))('%s stay', (name, texts) => {
    const hit = texts.filter((text) => redactor.redact(text).spans.length > 0);
    expect((hit.length / texts.length) * 100, hit[0]).toBeLessThanOrEqual(allowed[name] ?? 0);
  });
});
