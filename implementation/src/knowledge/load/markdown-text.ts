import { inlineText } from './inline-text.ts';
import { type Block, type ReadableText, readableText } from './readable-text.ts';
import { tableLines } from './table-lines.ts';

const heading = /^ {0,3}(#{1,6}) +(.*?)(?: +#+)? *$/;
const listItem = /^( *)(?:([-*+])|(\d{1,9})[.)]) +(.*)$/;
const rule = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const codeFence = /^ {0,3}(`{3,}|~{3,})/;
const comment = /^ {0,3}<!--/;

/**
 * Markdown as plain text that reads well: links are their text, code stands as it is, and comments
 * are for whoever has the file before them.
 */
export const markdownText = (source: string): ReadableText => readableText(blocksOf(source));

function blocksOf(source: string): Block[] {
  const reader = new BlockReader(source.split(/\r\n|\n|\r/));
  const blocks: Block[] = [];
  for (let block = reader.next(); block; block = reader.next()) {
    if (block.lines.some((line) => line !== '')) blocks.push(block);
  }
  return blocks;
}

class BlockReader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  next(): Block | null {
    while (this.#at < this.#lines.length) {
      const line = this.#line();
      if (line.trim() === '' || rule.test(line)) {
        this.#at += 1;
        continue;
      }
      if (comment.test(line)) {
        this.#skipComment();
        continue;
      }
      const title = heading.exec(line);
      if (title) {
        this.#at += 1;
        return {
          kind: 'heading',
          level: title[1]?.length ?? 1,
          lines: [inlineText(title[2] ?? '')],
        };
      }
      const fence = codeFence.exec(line)?.[1];
      if (fence) return { kind: 'code', lines: this.#code(fence) };
      if (isTableRow(line)) return { kind: 'table', lines: this.#table() };
      if (listItem.test(line)) return { kind: 'list', lines: this.#list() };
      return { kind: 'paragraph', lines: [inlineText(this.#paragraph())] };
    }
    return null;
  }

  /** Up to the end of the line on which it ends, as Markdown has it; else up to the very end. */
  #skipComment(): void {
    while (this.#at < this.#lines.length && !this.#line().includes('-->')) this.#at += 1;
    this.#at += 1;
  }

  #line(): string {
    return this.#lines[this.#at] ?? '';
  }

  #code(fence: string): string[] {
    const lines: string[] = [];
    for (this.#at += 1; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#line();
      if (line.trimStart().startsWith(fence)) {
        this.#at += 1;
        break;
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  #table(): string[] {
    const rows: string[] = [];
    for (; isTableRow(this.#line()); this.#at += 1) rows.push(this.#line());
    return tableLines(rows);
  }

  /** Items keep their depth; ordered ones are counted from the first number, as readers see them. */
  #list(): string[] {
    const lines: string[] = [];
    const counters: number[] = [];
    while (this.#at < this.#lines.length) {
      const item = listItem.exec(this.#line());
      if (!item) {
        if (this.#line().trim() !== '' || !this.#listGoesOn()) break;
        this.#at += 1;
        continue;
      }
      const depth = Math.min(6, Math.floor((item[1]?.length ?? 0) / 2));
      counters.length = Math.min(counters.length, depth + 1);
      this.#at += 1;
      const text = inlineText(`${item[4] ?? ''} ${this.#continuation()}`);
      const number = item[3] === undefined ? undefined : Number(item[3]);
      if (number !== undefined) counters[depth] = (counters[depth] ?? number - 1) + 1;
      const mark = number === undefined ? '•' : `${counters[depth]}.`;
      lines.push(`${'  '.repeat(depth)}${mark} ${text}`);
    }
    return lines;
  }

  /** A blank line ends a list unless another item follows it. */
  #listGoesOn(): boolean {
    let ahead = this.#at;
    while (ahead < this.#lines.length && this.#lines[ahead]?.trim() === '') ahead += 1;
    return listItem.test(this.#lines[ahead] ?? '');
  }

  #paragraph(): string {
    const first = this.#line();
    this.#at += 1;
    return [first, this.#continuation()].join(' ').replace(/(^|\n)> ?/g, '$1');
  }

  /** The lines that go on what stands before, up to a blank line or another block. */
  #continuation(): string {
    const lines: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#line();
      if (line.trim() === '' || startsBlock(line)) break;
      lines.push(line.trim().replace(/^> ?/, ''));
    }
    return lines.join(' ');
  }
}

const isTableRow = (line: string): boolean => /^ {0,3}\|.*\|\s*$/.test(line);

const startsBlock = (line: string): boolean =>
  [heading, codeFence, comment, listItem].some((start) => start.test(line)) || isTableRow(line);
