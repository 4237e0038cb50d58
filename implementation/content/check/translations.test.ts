import { expect, test } from 'vitest';
import type { CompanyDocument } from './company.ts';
import { checkTranslations, invariants } from './translations.ts';

const fields = { kind: 'how-to', area: 'time', product: 'Fern Web', audience: 'member' };

function document(id: string, text: string, more: Record<string, string>): CompanyDocument {
  const place = { file: `articles/${id}.md`, firstLine: 11 };
  return {
    id,
    title: 'A',
    kind: 'how-to',
    area: 'time',
    text,
    ...place,
    fields: { ...fields, ...more },
  };
}

const original = document(
  'kb-a',
  'Within 30 days, at 07:00, up to 20,000 rows or 99.9% (TF-1701). See `Settings > Time`, [7](b.md).',
  { language: 'en' },
);

function found(text: string, more: Record<string, string> = {}): string {
  const own = document('kb-de-a', text, { language: 'de', translationOf: 'kb-a', ...more });
  return checkTranslations([original, own])
    .map(({ message }) => message)
    .join('; ');
}

const same =
  'Bis 20.000 Zeilen oder 99,9 % (TF-1701), um 7:00, in 30 Tagen. Siehe `Settings > Time`, [7](c.md).';

test('figures may be written as the language writes them', () => {
  expect(found(same)).toBe('');
  expect(invariants('20 000 filas, 1.200,50 y 0,5', 'es')).toEqual(
    new Set(['20000', '1200.5', '0.5']),
  );
});

test.each([
  ['another figure', same.replace('30', '14'), 'lacks 30 of kb-a; kb-de-a: says 14'],
  ['another code', same.replace('1701', '1702'), 'lacks TF-1701'],
  ['a figure less', same.replace('um 7:00, ', ''), 'lacks 07:00'],
  ['another menu', same.replace('Settings', 'Einstellungen'), 'lacks `Settings > Time`'],
])('%s is found', (_, text, expected) => {
  expect(found(text)).toContain(expected);
});

test('a translation is of an English article, and of its sort', () => {
  expect(found(same, { translationOf: 'kb-gone' })).toContain('"kb-gone" is no article in English');
  expect(found(same, { audience: 'admin' })).toContain('expected audience member');
  const orphan = document('kb-de-b', same, { language: 'de' });
  expect(checkTranslations([orphan])[0]?.message).toContain('expected "translationOf"');
});
