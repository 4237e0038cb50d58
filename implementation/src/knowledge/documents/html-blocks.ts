import type { Block } from '../load/readable-text.ts';
import { describedRows } from '../load/table-lines.ts';
import {
  attribute,
  type HtmlElement,
  type HtmlNode,
  isElement,
  lineOf,
  rawText,
} from './html-tree.ts';

/** What is not read: what a page does, and what stands round its text. */
const passedOver = new Set(
  [
    'script style template noscript head svg math canvas audio video iframe object embed map',
    'nav aside form button input select textarea dialog menu',
  ].flatMap((names) => names.split(' ')),
);
/** Outside of the page's main part these are the site's. */
const frames = new Set(['header', 'footer']);
const inline = new Set(
  [
    'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q s samp small span',
    'strike strong sub sup time tt u var wbr big',
  ].flatMap((names) => names.split(' ')),
);

/** The blocks of an element's text, in reading order. */
export function htmlBlocks(root: HtmlElement, isMainPart: boolean): Block[] {
  const writer = new BlockWriter(isMainPart);
  writer.children(root);
  writer.flush();
  return writer.blocks;
}

class BlockWriter {
  readonly blocks: Block[] = [];
  readonly #isMainPart: boolean;
  /** The words of a paragraph that goes on. */
  #words = '';

  constructor(isMainPart: boolean) {
    this.#isMainPart = isMainPart;
  }

  children({ childNodes }: HtmlElement): void {
    for (const child of childNodes) this.#node(child);
  }

  flush(): void {
    const line = lineOf(this.#words);
    this.#words = '';
    if (line !== '') this.blocks.push({ kind: 'paragraph', lines: [line] });
  }

  #node(node: HtmlNode): void {
    if ('value' in node) this.#words += node.value;
    if (!isElement(node) || this.#isPassedOver(node)) return;
    const { tagName } = node;
    if (tagName === 'br') this.#words += ' ';
    else if (inline.has(tagName)) this.children(node);
    else {
      this.flush();
      this.#block(node);
      this.flush();
    }
  }

  #block(element: HtmlElement): void {
    const { tagName } = element;
    const level = /^h([1-6])$/.exec(tagName)?.[1];
    if (level !== undefined) {
      const title = lineOf(rawText(element));
      if (title !== '') this.blocks.push({ kind: 'heading', level: Number(level), lines: [title] });
    } else if (tagName === 'ul' || tagName === 'ol') {
      this.#add('list', this.#items(element, 0));
    } else if (tagName === 'dl') {
      this.#add('table', this.#terms(element));
    } else if (tagName === 'table') {
      this.#table(element);
    } else if (tagName === 'pre') {
      const lines = rawText(element).split(/\r\n|\n|\r/);
      this.#add('code', withoutEdges(lines.map((line) => line.trimEnd())));
    } else {
      this.children(element);
    }
  }

  #items(list: HtmlElement, depth: number): string[] {
    const isOrdered = list.tagName === 'ol';
    let number = Number.parseInt(attribute(list, 'start') ?? '1', 10) || 1;
    const lines: string[] = [];
    for (const item of elementsOf(list)) {
      if (this.#isPassedOver(item)) continue;
      // A list that stands beside the items and not in one belongs to the item before.
      if (item.tagName === 'ul' || item.tagName === 'ol') {
        lines.push(...this.#items(item, Math.min(6, depth + 1)));
        continue;
      }
      const inner: string[] = [];
      const text = this.#itemText(item, depth, inner);
      if (text !== '') {
        lines.push(`${'  '.repeat(depth)}${isOrdered ? `${number}.` : '•'} ${text}`);
        number += 1;
      }
      lines.push(...inner);
    }
    return lines;
  }

  /** What an item says by itself; the lines of lists inside it go to `inner`. */
  #itemText(item: HtmlElement, depth: number, inner: string[]): string {
    const read = (node: HtmlNode): string => {
      if ('value' in node) return node.value;
      if (!isElement(node) || this.#isPassedOver(node)) return '';
      if (node.tagName === 'ul' || node.tagName === 'ol') {
        inner.push(...this.#items(node, Math.min(6, depth + 1)));
        return ' ';
      }
      const text = node.childNodes.map(read).join('');
      return inline.has(node.tagName) ? text : ` ${text} `;
    };
    return lineOf(item.childNodes.map(read).join(''));
  }

  #terms(list: HtmlElement): string[] {
    const lines: string[] = [];
    let term = '';
    const read = (element: HtmlElement) => {
      const text = lineOf(spacedText(element));
      if (element.tagName === 'dt') term = text;
      else if (element.tagName === 'dd') lines.push(term === '' ? text : `${term}: ${text}`);
      else elementsOf(element).forEach(read);
    };
    elementsOf(list).forEach(read);
    return lines;
  }

  #table(table: HtmlElement): void {
    const rows: HtmlElement[] = [];
    const collect = (element: HtmlElement) => {
      for (const child of elementsOf(element)) {
        if (child.tagName === 'tr') rows.push(child);
        else if (child.tagName !== 'td' && child.tagName !== 'th') collect(child);
      }
    };
    collect(table);
    const cells = rows.map((row) => elementsOf(row).map((cell) => lineOf(spacedText(cell))));
    const first = elementsOf(rows[0] ?? table);
    const isHeaded = rows.length > 1 && first.every(({ tagName }) => tagName === 'th');
    const told = (row: readonly string[]) => row.filter((cell) => cell !== '').join(' | ');
    // A table of one column is there for the looks.
    const lines = isHeaded ? describedRows(cells[0] ?? [], cells.slice(1)) : cells.map(told);
    this.#add('table', lines);
  }

  #add(kind: 'list' | 'table' | 'code', lines: readonly string[]): void {
    const said = kind === 'code' ? lines : lines.filter((line) => line !== '');
    if (said.some((line) => line !== '')) this.blocks.push({ kind, lines: said });
  }

  #isPassedOver(element: HtmlElement): boolean {
    const { tagName } = element;
    if (passedOver.has(tagName) || (frames.has(tagName) && !this.#isMainPart)) return true;
    return attribute(element, 'hidden') !== null || attribute(element, 'aria-hidden') === 'true';
  }
}

const elementsOf = ({ childNodes }: HtmlElement): HtmlElement[] => childNodes.filter(isElement);

/** Text in which what stands in blocks of its own does not run together. */
function spacedText(node: HtmlNode): string {
  if ('value' in node) return node.value;
  if (!isElement(node) || passedOver.has(node.tagName)) return '';
  const text = node.childNodes.map(spacedText).join('');
  return inline.has(node.tagName) ? text : ` ${text} `;
}

function withoutEdges(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
