import { expect, test } from 'vitest';
import { renderGoals, renderSection, renderTable } from './brain-report.ts';
import { formatFigure, formatRatio } from './figures.ts';
import { goals, judge } from './goals.ts';

const accuracy = goals.find(({ key }) => key === 'accuracy');
const calibration = goals.find(({ key }) => key === 'calibrationError');
if (accuracy === undefined || calibration === undefined) throw new Error('a goal is missing');

test.each([
  [0.95, 'aim met'],
  [0.92, 'aim met'],
  [0.915, 'floor met'],
  [0.909, 'missed'],
  [null, 'not measured'],
])('an accuracy of %s: %s', (value, verdict) => {
  const judged = judge(accuracy, (section, engine) =>
    section === 'banking77' ? { accuracy: engine === 'ours' ? value : 0.5 } : undefined,
  );
  expect(judged).toMatchObject({ measured: value, mark: 0.5, verdict });
});

test('less is better where it is an error, and of several sets the worst counts', () => {
  const errors: Record<string, number> = { banking77: 0.01, clinc150: 0.04, hwu64: 0.02 };
  const of = (sets: Record<string, number>) =>
    judge(calibration, (section) => ({ calibrationError: sets[section] ?? null }));
  expect(of(errors)).toMatchObject({ measured: 0.04, verdict: 'floor met' });
  expect(of({ ...errors, clinc150: 0.02 })).toMatchObject({ measured: 0.02, verdict: 'aim met' });
  expect(of({ ...errors, clinc150: 0.06 }).verdict).toBe('missed');
  expect(of({ banking77: 0.01 }).verdict).toBe('not measured');
  const shares = { ...calibration, better: 'more' } as const;
  const worst = judge(shares, (section) => ({ calibrationError: errors[section] ?? null }));
  expect(worst.measured).toBe(0.01);
});

test('an aim is never easier than its floor', () => {
  for (const { what, better, floor, aim } of goals) {
    expect(better === 'more' ? aim - floor : floor - aim, what).toBeGreaterThanOrEqual(0);
  }
});

test.each([
  [0.9157, 'percent', '91.6 %'],
  [0.9157, 'score', '0.916'],
  [12_345, 'ms', '12.3 s'],
  [999, 'micros', '999 µs'],
  [1234, 'micros', '1.2 ms'],
  [450.4, 'MiB', '450 MiB'],
  [null, 'ms', '–'],
] as const)('%s as %s is %s', (value, kind, text) => {
  expect(formatFigure(value, kind)).toBe(text);
});

test('what is no number is not printed as one', () => {
  expect(() => formatFigure(Number.NaN, 'ms')).toThrow('NaN');
  expect([formatRatio(3, 2), formatRatio(1, 400), formatRatio(1, 0), formatRatio(null, 2)]).toEqual(
    ['×1.50', '×0.003', '', ''],
  );
});

test('a section: ours, the peers with what ours is of theirs, and who did not finish', () => {
  const columns = [{ key: 'mrr10', title: 'MRR@10', kind: 'score' }] as const;
  const text = renderSection('Set', columns, [
    { engine: 'ours', outcome: { figures: { mrr10: 0.9 } } },
    { engine: 'peer', outcome: { figures: { mrr10: 0.6 } } },
    { engine: 'slow', outcome: { missing: 'passed its time limit of 1 s' } },
  ]);
  expect(text.split('\n')).toEqual([
    '',
    'Set',
    '      MRR@10',
    'ours   0.900',
    'peer   0.600  ×1.50',
    'slow: passed its time limit of 1 s',
    '',
  ]);
});

test('every goal has its line, measured or not', () => {
  const text = renderGoals(goals.map((goal) => judge(goal, () => undefined)));
  for (const { what } of goals) expect(text).toContain(what);
  expect(text.match(/not measured/g)).toHaveLength(goals.length);
  const near = goals.map((goal) => judge(goal, () => ({ accuracy: 0.91967, auroc: 0.9697 })));
  expect(renderGoals(near)).toMatch(/BANKING77 dev, accuracy .* 91\.97 % +floor met/);
  expect(renderGoals(near)).toMatch(/CLINC150 dev, AUROC .* 0\.9697 +floor met/);
  expect(renderTable([['a', 'b'], ['aa']])).toBe('a   b\naa\n');
});
