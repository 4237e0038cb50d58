/**
 * Cuts a document into the passages on which facts are judged: sentences of prose, list items,
 * headings, and single table cells together with their row's label and their column's head.
 */
import type { CompanyDocument } from './company.ts';

/** `text` is what the passage says; `label` and `head` are set for table cells only. */
export interface Passage {
  line: number;
  text: string;
  block: string;
  /** The block from its beginning to the end of this passage. */
  upToHere: string;
  kind: 'prose' | 'cell' | 'code';
  label?: string;
  head?: string;
}

interface Block {
  line: number;
  lines: string[];
  kind: 'prose' | 'table' | 'code';
}

const listItem = /^\s*(?:[-*+]|\d{1,2}[.)]) /;

function kindOf(line: string): 'prose' | 'table' {
  return line.trimStart().startsWith('|') ? 'table' : 'prose';
}

function startsNewBlock(line: string, current: Block): boolean {
  if (kindOf(line) !== current.kind) return true;
  if (kindOf(line) === 'table') return false;
  return listItem.test(line) || line.startsWith('#') || current.lines[0]?.startsWith('#') === true;
}

/** Blocks are paragraphs, list items, headings, whole tables and fenced code. */
function blocksOf(document: CompanyDocument): Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  let inCode = false;
  for (const [offset, line] of document.text.split('\n').entries()) {
    const number = document.firstLine + offset;
    if (line.trimStart().startsWith('```')) {
      inCode = !inCode;
      current = undefined;
      continue;
    }
    if (inCode) blocks.push({ line: number, lines: [line], kind: 'code' });
    else if (line.trim() === '') current = undefined;
    else if (current && !startsNewBlock(line, current)) current.lines.push(line);
    else {
      current = { line: number, lines: [line], kind: kindOf(line) };
      blocks.push(current);
    }
  }
  return blocks;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function tablePassages(block: Block): Passage[] {
  const heads = cellsOf(block.lines[0] ?? '');
  const passages: Passage[] = [];
  for (const [offset, row] of block.lines.entries()) {
    if (offset < 1 || /^[\s|:-]+$/.test(row)) continue;
    const cells = cellsOf(row);
    const label = cells[0] ?? '';
    for (const [column, text] of cells.entries()) {
      const head = heads[column] ?? '';
      const line = block.line + offset;
      passages.push({ line, text, block: row, upToHere: text, kind: 'cell', label, head });
    }
  }
  return passages;
}

/** A sentence ends at . ! or ? before a space and a capital, digit, quote, link or code mark. */
const sentenceEnd = /(?<=[.!?]["”’)]?)\s+(?=["“‘([`*]*[A-Z0-9])/;

function prosePassages(block: Block): Passage[] {
  const parts = block.lines.map((part) => part.trim());
  const whole = parts.join(' ');
  const passages: Passage[] = [];
  let consumed = 0;
  for (const text of whole.split(sentenceEnd)) {
    const start = whole.indexOf(text, consumed);
    consumed = start + text.length;
    let line = block.line;
    let length = 0;
    for (const part of parts) {
      length += part.length + 1;
      if (length > start) break;
      line++;
    }
    const upToHere = whole.slice(0, consumed);
    passages.push({ line, text, block: whole, upToHere, kind: 'prose' });
  }
  return passages;
}

/** All passages of a document, its title first. */
export function passagesOf(document: CompanyDocument): Passage[] {
  const title = document.title;
  const line = document.kind === 'faq' ? document.firstLine : 1;
  const passages: Passage[] = [{ line, text: title, block: title, upToHere: title, kind: 'prose' }];
  for (const block of blocksOf(document)) {
    if (block.kind === 'table') passages.push(...tablePassages(block));
    else if (block.kind === 'prose') passages.push(...prosePassages(block));
    else {
      const text = block.lines[0] ?? '';
      passages.push({ line: block.line, text, block: text, upToHere: text, kind: 'code' });
    }
  }
  // A FAQ is one line of its file, whatever breaks its text holds.
  if (document.kind === 'faq') for (const passage of passages) passage.line = line;
  return passages;
}

const exampleWords = /\bfor example\b|\bsuppose\b|\bsay,|\be\.g\.|\bimagine\b/i;

/**
 * Worked examples may use invented numbers. An example begins with the sentence whose wording
 * announces it and ends with its paragraph or list item.
 */
export function isExample(passage: Passage): boolean {
  return exampleWords.test(passage.upToHere);
}

const denial = /\b(?:not|no|without|neither|nor|none|never|lacks?|except|than)\b|n['’]t\b/i;

/** Whether a text denies something, so that "Small has no guests" is not read as an offer. */
export function denies(text: string): boolean {
  return denial.test(text);
}
