import { element, escaped } from './element.ts';

/** All plots are as wide as a phone, and grow with their column: their text stays readable. */
export const plotWidth = 360;

export interface PlotFrame {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, for those who do not see it. */
  readonly description: string;
  readonly height: number;
}

export function plot({ id, title, description, height }: PlotFrame, ...parts: string[]): string {
  const named = { titleId: `${id}-title`, descriptionId: `${id}-description` };
  return element(
    'svg',
    {
      viewBox: `0 0 ${plotWidth} ${height}`,
      role: 'img',
      'aria-labelledby': `${named.titleId} ${named.descriptionId}`,
    },
    element('title', { id: named.titleId }, escaped(title)),
    element('desc', { id: named.descriptionId }, escaped(description)),
    ...parts,
  );
}
