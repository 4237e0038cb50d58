import type { Comparison } from '../../compare/compare.ts';
import type { ComparedFigure } from '../../compare/compare-figures.ts';
import { figureDifference, figureValue } from '../figure-value.ts';

/** Each figure before and now, and what may be said of the difference. */
export function comparisonLines(comparison: Comparison): string[] {
  const { before, otherwise, questions, figures, turned } = comparison;
  return [
    '',
    `compared with the baseline as of ${before.at.slice(0, 10)}, over the ${questions.both} questions both have (${questions.onlyBefore} only then, ${questions.onlyNow} only now)`,
    ...otherwise.map((one) => `  not alike  ${one}`),
    line('', ['before', 'now', 'difference', '95 % interval'], 'verdict'),
    ...figures.map(figureLine),
    'differences of shares in percentage points; intervals by paired bootstrap, each figure by itself',
    ...turnedLine('right → wrong', turned.rightToWrong),
    ...turnedLine('abstained → wrong', turned.abstainedToWrong),
    ...turnedLine('right → abstained', turned.rightToAbstained),
    ...turnedLine('to right', turned.toRight),
  ];
}

export function figureLine(figure: ComparedFigure): string {
  const { name, kind, before, now, interval, verdict } = figure;
  const difference = before === null || now === null ? null : now - before;
  const ends = interval
    ? `${figureDifference(interval.low, kind)} … ${figureDifference(interval.high, kind)}`
    : '–';
  const values = [figureValue(before, kind), figureValue(now, kind)];
  return line(name, [...values, figureDifference(difference, kind), ends], verdict);
}

const widths = [10, 10, 12, 20];

const line = (name: string, values: readonly string[], verdict: string): string =>
  `${name.padEnd(33)}${values.map((value, at) => value.padStart(widths[at] ?? 10)).join('')}  ${verdict}`;

/** Ids alone: the words of evaluation questions are printed nowhere. */
function turnedLine(how: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${how.padEnd(18)} ${ids.length}: ${ids.join(', ')}`];
}
