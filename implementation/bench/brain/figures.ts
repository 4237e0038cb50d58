/** What was measured of an engine, by name; null where it does not apply. */
export type Figures = Readonly<Record<string, number | null>>;

export type Outcome = { readonly figures: Figures } | { readonly missing: string };

export type Kind = 'percent' | 'score' | 'ms' | 'micros' | 'MiB';

export interface Column {
  /** Name of the figure. */
  readonly key: string;
  readonly title: string;
  readonly kind: Kind;
}

/** A figure with its unit; – where there is none. Shares and scores take digits more. */
export function formatFigure(value: number | null | undefined, kind: Kind, moreDigits = 0): string {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) throw new Error(`${value} is no figure`);
  switch (kind) {
    case 'percent':
      return `${(value * 100).toFixed(1 + moreDigits)} %`;
    case 'score':
      return value.toFixed(3 + moreDigits);
    case 'ms':
      return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${rounded(value)} ms`;
    case 'micros':
      return value >= 1000 ? `${rounded(value / 1000)} ms` : `${rounded(value)} µs`;
    case 'MiB':
      return `${value.toFixed(0)} MiB`;
  }
}

const rounded = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Ours by the peer's, as a factor; empty where one of them is missing or nothing. */
export function formatRatio(ours: number | null | undefined, peer: number | null | undefined) {
  if (!ours || !peer) return '';
  const ratio = ours / peer;
  return `×${ratio < 0.095 ? ratio.toPrecision(1) : ratio.toFixed(2)}`;
}
