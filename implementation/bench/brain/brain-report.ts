import { type Column, formatFigure, formatRatio, type Outcome } from './figures.ts';
import type { JudgedGoal } from './goals.ts';

export interface MeasuredRow {
  readonly engine: string;
  readonly outcome: Outcome;
}

/** Lines of a table, the first column to the left and the others to the right. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

/** Engines of a section, each figure of a peer followed by ours divided by it. */
export function renderSection(
  title: string,
  columns: readonly Column[],
  rows: readonly MeasuredRow[],
): string {
  const ours = rows.find(({ engine }) => engine === 'ours')?.outcome;
  const lines = rows.map(({ engine, outcome }) => {
    if ('missing' in outcome) return [engine, outcome.missing];
    return [
      engine,
      ...columns.flatMap(({ key, kind }) => {
        const value = outcome.figures[key];
        const mine = ours && 'figures' in ours && ours !== outcome ? ours.figures[key] : null;
        return [formatFigure(value, kind), formatRatio(mine, value)];
      }),
    ];
  });
  const header = ['', ...columns.flatMap((column) => [column.title, ''])];
  // What went wrong is told below: as a cell it would widen its whole column.
  const failures = lines.filter((line) => line.length === 2);
  const table = renderTable([header, ...lines.filter((line) => line.length > 2)]);
  return `\n${title}\n${table}${failures.map((line) => `${line.join(': ')}\n`).join('')}`;
}

export function renderGoals(goals: readonly JudgedGoal[]): string {
  const header = ['', 'linear SVM', 'floor', 'aim', 'measured', ''];
  const rows = goals.map(({ what, mark, floor, aim, measured, kind, better, verdict }) => [
    what,
    formatFigure(mark, kind),
    ...[floor, aim].map((value) => `${better === 'more' ? '≥' : '≤'} ${formatFigure(value, kind)}`),
    // A digit more than its floor and aim have, or .9697 would look as if it had reached .970.
    formatFigure(measured, kind, 1),
    verdict,
  ]);
  return `\nWhat the brain has to reach\n${renderTable([header, ...rows])}`;
}
