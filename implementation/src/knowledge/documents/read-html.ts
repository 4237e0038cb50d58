import type { Block } from '../load/readable-text.ts';
import { decodeText } from './decode-text.ts';
import type { ReadDocument } from './document.ts';
import { htmlBlocks } from './html-blocks.ts';
import {
  attribute,
  findElement,
  type HtmlDocument,
  type HtmlElement,
  htmlTree,
  isElement,
  lineOf,
  rawText,
} from './html-tree.ts';

/** `<meta name="support-audience" content="admin">` says what front matter would. */
const fieldPrefix = 'support-';

/** A page or a document in HTML: its main part, where it names one. */
export async function readHtml(bytes: Uint8Array, charset?: string): Promise<ReadDocument> {
  return htmlDocument(decodeText(bytes, charset));
}

export function htmlDocument(source: string): ReadDocument {
  const document = htmlTree(source);
  const main =
    findElement(document, ({ tagName }) => tagName === 'main') ??
    findElement(document, ({ tagName }) => tagName === 'article');
  const body = main ?? findElement(document, ({ tagName }) => tagName === 'body');
  const blocks = body ? htmlBlocks(body, main !== null) : [];
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  const heading = titleOf(blocks[first]);
  const inHead = findElement(document, ({ tagName }) => tagName === 'title');
  const title = heading ?? (inHead ? lineOf(rawText(inHead)) : null);
  const root = findElement(document, ({ tagName }) => tagName === 'html');
  return {
    title: title === '' ? null : title,
    language: (root && attribute(root, 'lang')?.trim()) || null,
    fields: fieldsOf(document),
    // The title is no part of an article's text.
    blocks: heading === null ? blocks : blocks.filter((_, index) => index !== first),
  };
}

/** A heading of the first level is the title; one of another level may be that of a section. */
const titleOf = (block: Block | undefined): string | null =>
  block?.kind === 'heading' && block.level === 1 ? (block.lines[0] ?? null) : null;

function fieldsOf(document: HtmlDocument): Record<string, string> {
  const fields: Record<string, string> = {};
  const head = findElement(document, ({ tagName }) => tagName === 'head');
  for (const element of head?.childNodes.filter(isElement) ?? []) {
    const name = nameOf(element);
    const value = lineOf(attribute(element, 'content') ?? '');
    if (name !== null && value !== '') fields[name] = value;
  }
  return fields;
}

/** `support-valid-from` → validFrom */
function nameOf(element: HtmlElement): string | null {
  const name = element.tagName === 'meta' ? (attribute(element, 'name') ?? '') : '';
  if (!name.startsWith(fieldPrefix)) return null;
  const words = name.slice(fieldPrefix.length);
  return words.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
