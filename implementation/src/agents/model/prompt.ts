import { contentHash, identify } from '#src/foundation/identity.ts';

/** What a model is told to do. Its hash stands in receipts: it names exactly these words. */
export interface Prompt {
  readonly text: string;
  /** The name and the first 16 hex digits of the SHA-256 of the text. */
  readonly hash: string;
}

export function definePrompt(name: string, text: string): Prompt {
  const trimmed = text.trim();
  return { text: trimmed, hash: `${name}-${contentHash(trimmed).slice(0, 16)}` };
}

/** Text of others, under the name that the prompt calls it by. */
export interface Fenced {
  readonly name: string;
  readonly text: string;
}

/**
 * Puts text that is not ours between marks that it cannot hold: the mark is a hash of all of it, so
 * nobody who writes the text knows the mark that will close it.
 */
export function fence(parts: readonly Fenced[]): string {
  const mark = identify('fence', ...parts.flatMap(({ name, text }) => [name, text]));
  return parts
    .map(({ name, text }) => `<<${name} ${mark}>>\n${text}\n<<end of ${name} ${mark}>>`)
    .join('\n\n');
}

/** The beginning and the end of a text that is longer than a model is to read. */
export function excerpt(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.floor(length * 0.75);
  const start = text.slice(0, head).replace(/[\ud800-\udbff]$/, '');
  const end = text.slice(text.length - (length - head)).replace(/^[\udc00-\udfff]/, '');
  return `${start}\n[… ${text.length - length} characters left out …]\n${end}`;
}
