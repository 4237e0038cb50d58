/** A broken place in a file, by its line from 1. */
export class ContentError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = 'ContentError';
    this.line = line;
  }
}

export interface FrontMatter {
  readonly fields: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

const fence = '---';
const key = /^[a-z][a-zA-Z0-9]*$/;

/**
 * Splits a file into its front matter (`key: value` lines between two lines of `---`) and the rest.
 * A small, strict part of YAML: values are plain text on one line.
 * @throws ContentError for a missing fence, a line of another form, a key twice or an empty value.
 */
export function parseFrontMatter(source: string): FrontMatter {
  const lines = source.split(/\r\n|\n/);
  if (lines[0] !== fence) throw new ContentError(1, 'expected --- on the first line');
  const end = lines.indexOf(fence, 1);
  if (end < 0) throw new ContentError(1, 'the front matter that starts here is never closed');
  const fields = new Map<string, { value: string; line: number }>();
  for (let index = 1; index < end; index += 1) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    if (!key.test(name) || (line[colon + 1] ?? ' ') !== ' ') {
      throw new ContentError(index + 1, `expected "key: value", found ${JSON.stringify(line)}`);
    }
    const earlier = fields.get(name);
    if (earlier) {
      throw new ContentError(index + 1, `"${name}" is already on line ${earlier.line}`);
    }
    const value = line.slice(colon + 1).trim();
    if (value === '') throw new ContentError(index + 1, `"${name}" is empty`);
    fields.set(name, { value, line: index + 1 });
  }
  return { fields, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}
