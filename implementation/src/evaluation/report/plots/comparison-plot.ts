import type { ComparedFigure } from '../../compare/compare-figures.ts';
import { figureValue } from '../figure-value.ts';
import { element, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale, niceCeiling, type Scale, ticksBetween } from '../svg/scale.ts';

const rowHeight = 38;
const head = 42;
const kinds = { better: 'better', worse: 'worse', 'no difference shown': 'even' } as const;

export interface ComparedGroup {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly ComparedFigure[];
}

/** How far the longest interval reaches from zero, at a round value: plots side by side share it. */
export function reachOf(figures: readonly ComparedFigure[]): number {
  return niceCeiling(Math.max(0.01, ...figures.flatMap((one) => turned(one).map(Math.abs))), 2);
}

/** The interval of each difference, turned so that better is always to the right. */
export function comparisonPlot({ id, title, figures }: ComparedGroup, reach: number): string {
  const x = linearScale([-reach, reach], [14, plotWidth - 14]);
  const height = head + figures.length * rowHeight + 4;
  const shown = figures.filter(({ verdict }) => verdict === 'better' || verdict === 'worse');
  const told = shown.map(({ name, verdict }) => `${name}: ${verdict}`).join('. ');
  return plot(
    {
      id,
      title,
      description: `${figures.length} differences with 95 % intervals. ${told || 'No difference is shown'}.`,
      height,
    },
    label(14, 12, '← worse', { class: 'note' }),
    label(plotWidth - 14, 12, 'better →', { class: 'note', 'text-anchor': 'end' }),
    ...ticksBetween(-reach, reach, 4).map((tick) => tickLine(tick, x, height)),
    ...figures.map((figure, at) => intervalRow(figure, turned(figure), x, head + at * rowHeight)),
  );
}

function tickLine(tick: number, x: Scale, height: number): string {
  const at = x(tick);
  const isZero = Math.abs(tick) < 1e-9;
  const points = Number((100 * tick).toFixed(1));
  const text = isZero ? '0' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
  return [
    element('line', { class: isZero ? 'zero' : 'grid', x1: at, x2: at, y1: head - 8, y2: height }),
    label(at, head - 14, text, { class: 'tick', 'text-anchor': 'middle' }),
  ].join('');
}

function intervalRow(
  figure: ComparedFigure,
  [low, middle, high]: readonly [number, number, number],
  x: Scale,
  top: number,
): string {
  const { name, kind, before, now, verdict } = figure;
  const isJudged = verdict !== 'nothing to compare';
  const shade = isJudged ? kinds[verdict] : 'even';
  const y = top + 25;
  return element(
    'g',
    { class: `interval ${shade}` },
    label(0, top + 13, name, { class: 'strong over' }),
    label(plotWidth, top + 13, `${figureValue(before, kind)} → ${figureValue(now, kind)}`, {
      class: 'tick over',
      'text-anchor': 'end',
    }),
    element('line', { class: 'span', x1: x(low), x2: x(high), y1: y, y2: y }),
    element('circle', { cx: x(middle), cy: y, r: 4.5 }),
  );
}

/** Low end, difference and high end, of which more is better. */
function turned({ better, interval, before, now }: ComparedFigure): [number, number, number] {
  const difference = (now ?? 0) - (before ?? 0);
  const { low, high } = interval ?? { low: difference, high: difference };
  return better === 'higher' ? [low, difference, high] : [0 - high, 0 - difference, 0 - low];
}
