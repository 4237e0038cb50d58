import type { SimulationReport } from '../../simulate/simulation-report.ts';
import { axes, pathThrough } from '../svg/axes.ts';
import { element, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale, niceStep, ticksBetween } from '../svg/scale.ts';
import { wholePercent } from './plot-text.ts';

const box = { left: 46, right: plotWidth - 98, top: 34, bottom: 204, height: 250 };

/** How surely the same scenario ends right k times out of k. */
export function passPowerPlot({ passPower, scenarios, runsOfEach }: SimulationReport): string {
  const series = [
    { name: 'never wrong', kind: 'second', values: passPower.neverWrong },
    { name: 'ended right', kind: 'first', values: passPower.right },
  ];
  const lowest = Math.min(...series.flatMap(({ values }) => values), 0.98);
  const step = niceStep(1 - lowest, 4);
  const x = linearScale([1, Math.max(2, passPower.right.length)], [box.left + 10, box.right]);
  // Some air below, so that the end of a line does not stand among the ticks.
  const least = Math.max(0, Math.floor(lowest / step - 0.35) * step);
  const y = linearScale([least, 1], [box.bottom, box.top]);
  const told = series.map(({ name, values }) => `${name}: ${values.map(wholePercent).join(', ')}`);
  return plot(
    {
      id: 'pass-power',
      title: 'pass^k: k runs of a scenario all end right',
      description: `${scenarios} scenarios, ${runsOfEach} runs of each. ${told.join('. ')}.`,
      height: box.height,
    },
    axes(
      {
        scale: Object.assign((value: number) => x(value), { from: 1, to: x.to }),
        ticks: passPower.right.map((_, at) => at + 1),
        tickText: String,
        name: 'k',
      },
      {
        scale: y,
        ticks: ticksBetween(y.from, 1, 4),
        tickText: wholePercent,
        name: 'of the scenarios',
      },
    ),
    ...series.map(({ name, kind, values }) => {
      const points = values.map((value, at) => [x(at + 1), y(value)] as const);
      const [endX, endY] = points.at(-1) ?? [box.right, box.bottom];
      return [
        element('path', { class: `line ${kind}`, d: pathThrough(points) }),
        ...points.map(([cx, cy]) => element('circle', { class: `dot ${kind}`, cx, cy, r: 4 })),
        label(endX + 9, endY - 2, name, { class: 'strong' }),
        label(endX + 9, endY + 12, wholePercent(values.at(-1) ?? 0), { class: 'tick' }),
      ].join('');
    }),
  );
}
