import { expect, test } from 'vitest';
import type { CompanyDocument } from './company.ts';
import type { Topic } from './structure.ts';
import { checkSuccession, confusablePairs, supersededIds } from './succession.ts';

function document(id: string, fields: Record<string, string>): CompanyDocument {
  const place = { file: `articles/${id}.md`, firstLine: 11 };
  return { id, title: id, kind: 'policy', area: 'x', text: '', ...place, fields };
}

const old = document('kb-old', { updated: '2025-11-01', validUntil: '2026-01-31' });
const found = (fields: Record<string, string>) =>
  checkSuccession([old, document('kb-new', { updated: '2026-02-01', ...fields })]).map(
    ({ message }) => message,
  );

test('one article may stand for others', () => {
  const fields = { supersedes: 'kb-old', validFrom: '2026-02-01' };
  expect(found(fields)).toEqual([]);
  expect([...supersededIds([document('kb-new', fields)])]).toEqual(['kb-old']);
});

test.each([
  [{ supersedes: 'kb-gone' }, 'which is no other document'],
  [{ supersedes: 'kb-new' }, 'which is no other document'],
  [{ supersedes: 'kb-old', updated: '2025-10-01' }, 'is not younger than kb-old'],
  [{ supersedes: 'kb-old', validFrom: '2026-01-15' }, 'kb-old still holds'],
  [{ validFrom: '1 May' }, 'is no day'],
  [{ validFrom: '2026-02-01', validUntil: '2026-01-01' }, 'it ends before it begins'],
])('%o fails', (fields, expected) => {
  expect(found(fields).join()).toContain(expected);
});

test('a pair counts once, and needs both', () => {
  const topic = (id: string, ...confusableWith: string[]): Topic => {
    return { id, area: 'x', kind: 'policy', summary: 's', confusableWith };
  };
  const { pairs, problems } = confusablePairs([
    topic('a', 'b'),
    topic('b', 'a', 'c'),
    topic('d', 'd'),
  ]);
  expect([...pairs]).toEqual(['a b']);
  expect(problems).toHaveLength(2);
});
