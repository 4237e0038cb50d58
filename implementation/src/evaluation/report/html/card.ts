import { element, escaped } from '../svg/element.ts';

export interface CardText {
  readonly title: string;
  /** What is shown and how to read it. */
  readonly said: string;
}

/** A part of the page: what it is, how to read it, and what there is to see. */
export const card = ({ title, said }: CardText, ...parts: string[]): string =>
  element(
    'section',
    { class: 'card' },
    element('h2', {}, escaped(title)),
    element('p', {}, escaped(said)),
    ...parts,
  );

/** A narrow tile does not part a number from its sign. */
const joined = (text: string): string => text.replaceAll(' %', '\u00a0%');

/** One figure, large, with what it is of. */
export const tile = (value: string, name: string, of: string): string =>
  element(
    'div',
    { class: 'tile' },
    element('dt', {}, escaped(name)),
    element(
      'dd',
      {},
      element('strong', {}, escaped(value)),
      element('small', {}, escaped(joined(of))),
    ),
  );

/** What the colours of the outcome bars mean. */
export const outcomeLegend = element(
  'p',
  { class: 'legend' },
  ...(['right', 'abstained', 'wrong'] as const).map((kind) =>
    element(
      'span',
      {},
      element('i', { class: kind }, ''),
      kind === 'abstained' ? 'handed to a person' : kind,
    ),
  ),
);
