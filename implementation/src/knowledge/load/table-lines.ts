import { inlineText } from './inline-text.ts';

/** A value is short when its heading can stand before it: "Studio 20 GB", "Sync yes". */
const shortValueLength = 40;

/**
 * A Markdown table as one line per row that can be understood alone, since a quote may be one row:
 * "Storage: Sprout 250 MB, Studio 20 GB" or, for long texts, "Certificate: Replaced at …".
 * A table without the line of dashes keeps its cells, joined by " | ".
 */
export function tableLines(rows: readonly string[]): string[] {
  const cells = rows.map(cellsOf);
  const isRuled = cells[1]?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
  const headings = (cells[0] ?? []).map(inlineText);
  if (!isRuled) return cells.map((row) => row.map(inlineText).join(' | '));
  return describedRows(
    headings,
    cells.slice(2).map((row) => row.map(inlineText)),
  );
}

/** The rows of a table as lines of their own, by the headings of its columns. */
export function describedRows(
  headings: readonly string[],
  body: readonly (readonly string[])[],
): string[] {
  const longest = Math.max(0, ...body.flatMap((row) => row.slice(1).map((cell) => cell.length)));
  const short = longest <= shortValueLength;
  return body.map((row) => rowLine(row, headings, short)).filter((line) => line !== '');
}

function rowLine(row: readonly string[], headings: readonly string[], short: boolean): string {
  const [label = '', ...values] = row;
  const parts = values.map((value, index) => {
    const name = headings[index + 1] ?? '';
    if (value === '' || name === '') return value;
    // With one long column its heading says little: "Typical mistake".
    if (!short && values.length === 1) return value;
    return short ? `${name} ${value}` : `${name}: ${value}`;
  });
  const told = parts.filter((part) => part !== '').join(short ? ', ' : '; ');
  if (label === '' || told === '') return label || told;
  return `${label}: ${told}`;
}

function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  // An escaped bar is part of a cell.
  return inner
    .replace(/\\\|/g, '\u0000')
    .split('|')
    .map((cell) => cell.replaceAll('\u0000', '|').trim());
}
