import type { Figure } from '../compare/figure.ts';

type Kind = Figure<never>['kind'];

/** A figure as people read it; a dash where there is none. */
export function figureValue(value: number | null, kind: Kind): string {
  if (value === null) return '–';
  return kind === 'share' ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}

/** A difference: signed, shares in percentage points. */
export function figureDifference(value: number | null, kind: Kind): string {
  if (value === null) return '–';
  const text = kind === 'share' ? (100 * value).toFixed(1) : value.toFixed(3);
  const isZero = Number(text) === 0;
  return isZero ? text.replace('-', '') : `${value < 0 ? '−' : '+'}${text.replace('-', '')}`;
}
