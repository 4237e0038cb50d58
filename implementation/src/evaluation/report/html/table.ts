import { element, escaped } from '../svg/element.ts';

/** Rows of text below their headings, if there are any; the first column names the row. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((one) => element('th', { scope: 'col' }, escaped(one)));
  const body = rows.map(([name = '', ...values]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, escaped(name)),
      ...values.map((value) => element('td', {}, escaped(value))),
    ),
  );
  const whole = element(
    'table',
    {},
    head.length === 0 ? '' : element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
  // A table may be wider than a phone; it is scrolled, the page is not.
  return element(
    'div',
    { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': 'table' },
    whole,
  );
}

/** The figures behind a plot, for who wants them or does not see it. */
export const tableBehind = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string =>
  element('details', {}, element('summary', {}, 'The figures as a table'), table(headings, rows));
