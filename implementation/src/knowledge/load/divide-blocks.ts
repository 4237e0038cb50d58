import type { Block } from './readable-text.ts';

/** A stretch of a document that makes an article of its own. */
export interface DocumentPart {
  /** Headings above all of it, from the outermost on. */
  readonly headings: readonly string[];
  readonly blocks: readonly Block[];
}

/**
 * Divides a document by its structure until no part is longer than `limit` characters: by its
 * outermost headings, what is too long by the next ones, and where there are none between blocks.
 */
export function divideBlocks(blocks: readonly Block[], limit: number): DocumentPart[] {
  return divide({ headings: [], blocks }, limit).filter(({ blocks: own }) =>
    own.some(({ kind }) => kind !== 'heading'),
  );
}

function divide(part: DocumentPart, limit: number): DocumentPart[] {
  if (lengthOf(part.blocks) <= limit) return [part];
  const levels = part.blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  if (levels.length === 0) return cut(part, limit);
  const outermost = levels.reduce((least, level) => Math.min(least, level));
  const parts: { headings: readonly string[]; blocks: Block[] }[] = [];
  for (const block of part.blocks) {
    if (block.kind === 'heading' && block.level === outermost) {
      // The heading goes to the part's title and is no part of its text.
      parts.push({ headings: [...part.headings, block.lines[0] ?? ''], blocks: [] });
    } else {
      const last = parts.at(-1);
      if (last) last.blocks.push(block);
      else parts.push({ headings: part.headings, blocks: [block] });
    }
  }
  return parts.flatMap((one) => divide(one, limit));
}

/** Blocks one after the other until the limit; one block that is longer stays whole. */
function cut({ headings, blocks }: DocumentPart, limit: number): DocumentPart[] {
  const parts: Block[][] = [];
  let length = 0;
  for (const block of blocks) {
    const own = lengthOf([block]);
    const last = parts.at(-1);
    if (last && length + own <= limit) {
      last.push(block);
      length += own;
    } else {
      parts.push([block]);
      length = own;
    }
  }
  return parts.map((own) => ({ headings, blocks: own }));
}

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { lines }) => lines.reduce((all, line) => all + line.length + 1, sum), 0);
