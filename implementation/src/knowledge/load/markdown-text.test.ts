import { expect, test } from 'vitest';
import { markdownText } from './markdown-text.ts';

const textOf = (lines: readonly string[]) => markdownText(lines.join('\n')).text;

test('a paragraph wrapped over lines is one line, without marks', () => {
  const source = ['Go to `Settings > Billing`, *now*,', 'and read [the **rules**](kb-rules.md).'];
  expect(textOf(source)).toBe('Go to Settings > Billing, now, and read the rules.');
});

test('what only looks like markup stays', () => {
  expect(textOf(['2 * 3 is 6, snake_case_name, a [note] and 5*5.'])).toBe(
    '2 * 3 is 6, snake_case_name, a [note] and 5*5.',
  );
});

test('steps are numbered as readers see them, over blank lines and continued lines', () => {
  expect(textOf(['1. Open it', '   and wait.', '', '1. Save.', '- a', '  - b'])).toBe(
    '1. Open it and wait.\n2. Save.\n• a\n  • b',
  );
});

test('a row of a table says by itself what its cells are', () => {
  const plans = ['| | Free | Team |', '|---|---|---|', '| Storage | 1 GB | 9 GB |'];
  expect(textOf(plans)).toBe('Storage: Free 1 GB, Team 9 GB');
  const long = 'Replaced at the provider while the old one is still stored with us';
  const checks = ['| Check | Mistake |', '| --- | --- |', `| Key | ${long} |`];
  expect(textOf(checks)).toBe(`Key: ${long}`);
  expect(textOf(['| a \\| b | c |'])).toBe('a | b | c');
});

test('code stands as it is', () => {
  expect(textOf(['```sh', 'curl *x* \\', '  -H "a_b_c"', '```', 'Done.'])).toBe(
    'curl *x* \\\n  -H "a_b_c"\n\nDone.',
  );
});

test('sections know their headings and where they are', () => {
  const { text, sections } = markdownText(
    'Lead.\n\n## One\nText.\n\n### Deep\nMore.\n\n## Two\nEnd.',
  );
  expect(text).toBe('Lead.\n\nOne\n\nText.\n\nDeep\n\nMore.\n\nTwo\n\nEnd.');
  const read = sections.map(({ headings, start, end }) => [
    headings,
    text.slice(start, end).trim(),
  ]);
  expect(read).toEqual([
    [[], 'Lead.'],
    [['One'], 'One\n\nText.'],
    [['One', 'Deep'], 'Deep\n\nMore.'],
    [['Two'], 'Two\n\nEnd.'],
  ]);
});

test.each(['[', '[[](', '`', '*_', '| ', '> ', '1. ', '<a'])('100 KB of %j is read', (part) => {
  expect(textOf([part.repeat(100_000 / part.length)])).toBeTypeOf('string');
});

test('comments are no text, and end what stands before them', () => {
  const lines = ['One', '<!-- from: a', '', '- b -->', 'two.', '1. Step', '<!-- c -->', '2. Step'];
  expect(textOf(lines)).toBe('One\n\ntwo.\n\n1. Step\n\n2. Step');
  expect(textOf(['One.', '<!-- never ends', 'Two.'])).toBe('One.');
  expect(textOf(['Text with <!-- a remark --> in it.'])).toBe('Text with <!-- a remark --> in it.');
});
