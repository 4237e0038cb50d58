import { type DefaultTreeAdapterTypes, defaultTreeAdapter, type html, Parser } from 'parse5';
import { SupportError } from '#src/foundation/support-error.ts';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlDocument = DefaultTreeAdapterTypes.Document;

/** As deep as browsers go. Beyond it the standard's way of reading takes the square of the depth. */
const deepest = 512;
const mostElements = 100_000;
const mostAttributes = 1_000;
/** How much is read between two looks at how many attributes an element has. */
const pieceLength = 4_096;

/**
 * HTML as the standard reads it, whatever is wrong with it.
 * @throws SupportError `too_large` for what takes much longer to read than it is long.
 */
export function htmlTree(source: string): HtmlDocument {
  let depth = 0;
  let elements = 0;
  const parser = new Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap>({
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(name, namespace: html.NS, attributes) {
        elements += 1;
        if (elements > mostElements) throw tooLarge(`It has over ${mostElements} elements.`);
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      onItemPush() {
        depth += 1;
        if (depth > deepest) throw tooLarge(`Its elements are nested over ${deepest} deep.`);
      },
      onItemPop() {
        depth -= 1;
      },
    },
  });
  for (let at = 0; at < source.length; at += pieceLength) {
    const piece = source.slice(at, at + pieceLength);
    parser.tokenizer.write(piece, at + pieceLength >= source.length);
    if (attributesSoFar(parser.tokenizer) > mostAttributes) {
      throw tooLarge(`One element has over ${mostAttributes} attributes.`);
    }
  }
  return parser.document;
}

/** Each attribute is compared with all before it, and the parser tells nobody until it has them. */
function attributesSoFar(tokenizer: object): number {
  const token: unknown = Reflect.get(tokenizer, 'currentToken');
  const { attrs } = (token ?? {}) as { readonly attrs?: readonly unknown[] };
  return attrs?.length ?? 0;
}

const tooLarge = (message: string) => new SupportError('too_large', message);

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export function attribute({ attrs }: HtmlElement, name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null;
}

/** The first element below a node, in reading order, that is meant. */
export function findElement(
  node: HtmlDocument | HtmlElement,
  isMeant: (element: HtmlElement) => boolean,
): HtmlElement | null {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    if (isMeant(child)) return child;
    const found = findElement(child, isMeant);
    if (found) return found;
  }
  return null;
}

/** All text below a node as one line. */
export function textOf(node: HtmlNode): string {
  return lineOf(rawText(node));
}

export function rawText(node: HtmlNode): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  return node.childNodes.map(rawText).join('');
}

/** Text on one line; soft hyphens and zero-width marks, which nobody types in a question, left out. */
export const lineOf = (text: string): string =>
  text
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
