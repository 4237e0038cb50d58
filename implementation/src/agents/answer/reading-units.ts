import { sentences } from '#src/algorithms/text/sentences.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';

/** A stretch of an article that can stand alone as a quote: `text.slice(start, end)`. */
export interface ReadingUnit {
  readonly start: number;
  readonly end: number;
  readonly kind: 'sentence' | 'steps' | 'item' | 'row';
  /** Which block of the article it is in, from 0: neighbours share it. */
  readonly block: number;
  /** Headings above it, joined. */
  readonly headings: string;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const step = /^ *\d+\. /;
const item = /^ *• /;
const stepsLimit = 1_500;

/**
 * Cuts an article into what can be quoted: sentences, the items of a list, the rows of a table.
 * Numbered steps belong together, with the line that introduces them, and are one unit.
 */
export function readingUnits(article: Pick<KnowledgeArticle, 'text' | 'sections'>): ReadingUnit[] {
  const units: ReadingUnit[] = [];
  const headingStarts = new Set(
    article.sections.filter((one) => one.headings.length > 0).map((one) => one.start),
  );
  const blocks = blocksOf(article.text, headingStarts);
  blocks.forEach((lines, block) => {
    const first = lines[0];
    if (!first) return;
    const headings = headingsAt(article, first.start);
    const add = (start: number, end: number, kind: ReadingUnit['kind']) =>
      units.push({ start, end, kind, block, headings });
    if (step.test(first.text)) {
      const last = lastStepWithin(lines);
      const before = units.at(-1);
      const introduces =
        before?.block === block - 1 && before.kind === 'sentence' && endsWithColon(article, before);
      add(introduces ? before.start : first.start, last.end, 'steps');
      return;
    }
    for (const line of lines) {
      if (item.test(line.text)) add(line.start, line.end, 'item');
      else if (lines.length > 1) add(line.start, line.end, 'row');
      else {
        for (const sentence of sentences(line.text)) {
          add(line.start + sentence.start, line.start + sentence.end, 'sentence');
        }
      }
    }
  });
  return units;
}

/** Runs of lines between blank lines and headings; the headings themselves are left out. */
function blocksOf(text: string, headingStarts: ReadonlySet<number>): Line[][] {
  const blocks: Line[][] = [];
  let block: Line[] = [];
  let start = 0;
  for (const content of text.split('\n')) {
    const line = { start, end: start + content.length, text: content };
    start = line.end + 1;
    if (content.trim() !== '' && !headingStarts.has(line.start)) {
      block.push(line);
      continue;
    }
    if (block.length > 0) blocks.push(block);
    block = [];
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

function lastStepWithin(lines: readonly Line[]): Line {
  const first = lines[0] as Line;
  let last = first;
  for (const line of lines) {
    if (line.end - first.start > stepsLimit) break;
    last = line;
  }
  return last;
}

const endsWithColon = (article: Pick<KnowledgeArticle, 'text'>, unit: ReadingUnit): boolean =>
  article.text[unit.end - 1] === ':';

function headingsAt(article: Pick<KnowledgeArticle, 'sections'>, at: number): string {
  const section = article.sections.find((one) => one.start <= at && at < one.end);
  return section?.headings.join(' ') ?? '';
}
