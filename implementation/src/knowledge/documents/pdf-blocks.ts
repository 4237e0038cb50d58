import type { Block } from '../load/readable-text.ts';
import { lineOf } from './html-tree.ts';

/** A line of a page, in points; `y` grows upwards. */
export interface PdfLine {
  readonly text: string;
  /** Height of its letters. */
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

/** By how much letters of a heading are larger than those of the text. */
const headingSize = 1.12;
const headingLength = 120;
/** A gap of so many heights of a line begins a new paragraph. */
const paragraphGap = 1.7;
const bullet = /^[•●▪◦‣·–-]\s+/u;
const step = /^\d{1,3}[.)]\s+/;

/** Pages as blocks. The title is the first and largest heading; null where nothing is larger. */
export function pdfBlocks(pages: readonly (readonly PdfLine[])[]): {
  readonly title: string | null;
  readonly blocks: readonly Block[];
} {
  const lines = withoutRunningLines(pages).flatMap((page) =>
    page.map((line) => ({ ...line, text: lineOf(line.text) })),
  );
  const body = commonSize(lines);
  const isHeading = ({ size, text }: PdfLine) =>
    size >= body * headingSize && text.length <= headingLength && /\p{L}/u.test(text);
  const sizes = [...new Set(lines.filter(isHeading).map(({ size }) => rounded(size)))];
  sizes.sort((a, b) => b - a);
  const blocks: Block[] = [];
  let before: PdfLine | null = null;
  for (const line of lines) {
    const level = isHeading(line) ? Math.min(6, sizes.indexOf(rounded(line.size)) + 1) : 0;
    addLine(blocks, line, level, before);
    before = line;
  }
  const [first] = blocks;
  if (first?.kind !== 'heading' || first.level !== 1) return { title: null, blocks };
  return { title: first.lines[0] ?? null, blocks: blocks.slice(1) };
}

function addLine(blocks: Block[], line: PdfLine, level: number, before: PdfLine | null): void {
  const { text } = line;
  const last = blocks.at(-1);
  const gap = before === null ? 0 : before.y - line.y;
  const isNear = before !== null && gap >= 0 && gap <= paragraphGap * Math.max(before.size, 1);
  if (level > 0) {
    // A long heading goes on in the next line.
    if (isNear && last?.kind === 'heading' && last.level === level) {
      blocks[blocks.length - 1] = { ...last, lines: [joined(last.lines[0] ?? '', text)] };
    } else {
      blocks.push({ kind: 'heading', level, lines: [text] });
    }
  } else if (bullet.test(text) || step.test(text)) {
    const item = text
      .replace(bullet, '• ')
      .replace(step, (mark) => `${Number.parseInt(mark, 10)}. `);
    if (last?.kind === 'list')
      blocks[blocks.length - 1] = { ...last, lines: [...last.lines, item] };
    else blocks.push({ kind: 'list', lines: [item] });
  } else if (last && last.kind !== 'heading' && (isNear || goesOn(last, text))) {
    const lines = [...last.lines];
    lines.push(joined(lines.pop() ?? '', text));
    blocks[blocks.length - 1] = { ...last, lines };
  } else {
    blocks.push({ kind: 'paragraph', lines: [text] });
  }
}

/** Over a page's end: a sentence that has not ended goes on with a small letter. */
const goesOn = ({ lines }: Block, text: string): boolean =>
  /[\p{L},;-]$/u.test(lines.at(-1) ?? '') && /^\p{Ll}/u.test(text);

/** Words that were parted at the end of a line are joined again. */
const joined = (before: string, after: string): string =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)
    ? `${before.slice(0, -1)}${after}`
    : `${before} ${after}`;

/** The size in which most letters are. */
function commonSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + text.length);
  }
  const [most] = [...letters].sort(([a, m], [b, n]) => n - m || a - b);
  return most?.[0] ?? 0;
}

const rounded = (size: number): number => Math.round(size * 2) / 2;

/** Leaves out what stands first or last on most pages, whatever number is in it. */
function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): (readonly PdfLine[])[] {
  if (pages.length < 3) return [...pages];
  const nameOf = ({ text }: PdfLine) => text.trim().replaceAll(/\d+/g, '#');
  const counts = new Map<string, number>();
  const edges = pages.map((page) => new Set([page[0], page.at(-1)].filter((line) => !!line)));
  for (const lines of edges) {
    for (const name of new Set([...lines].map(nameOf)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isRunning = (line: PdfLine) => (counts.get(nameOf(line)) ?? 0) > pages.length / 2;
  return pages.map((page, index) =>
    page.filter((line) => !(edges[index]?.has(line) && isRunning(line))),
  );
}
