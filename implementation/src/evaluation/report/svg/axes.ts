import { element, label } from './element.ts';
import type { Scale } from './scale.ts';

export interface Axis {
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly tickText: (value: number) => string;
  readonly name: string;
}

const tickGap = 16;
const nameGap = 34;

/** Two axes with their names, and faint lines at the ticks of the upright one. */
export function axes(x: Axis, y: Axis): string {
  const [left, right] = [x.scale(x.scale.from), x.scale(x.scale.to)];
  const [bottom, top] = [y.scale(y.scale.from), y.scale(y.scale.to)];
  const rows = y.ticks.map((tick) => {
    const at = y.scale(tick);
    return [
      element('line', { class: 'grid', x1: left, x2: right, y1: at, y2: at }),
      label(left - 8, at, y.tickText(tick), { class: 'tick', 'text-anchor': 'end', dy: 4 }),
    ].join('');
  });
  const columns = x.ticks.map((tick) =>
    label(x.scale(tick), bottom + tickGap, x.tickText(tick), {
      class: 'tick',
      'text-anchor': 'middle',
    }),
  );
  return [
    ...rows,
    element('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    ...columns,
    label((left + right) / 2, bottom + nameGap, x.name, { class: 'name', 'text-anchor': 'middle' }),
    label(left - 30, top - 12, y.name, { class: 'name' }),
  ].join('');
}

/** A path through points, straight from one to the next. */
export const pathThrough = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
