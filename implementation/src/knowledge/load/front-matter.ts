/** A broken place in a file, by its line from 1. */
export class ContentError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = 'ContentError';
    this.line = line;
  }
}

/** A document that says of itself that nobody has approved it: by its line, it is not taken in. */
export class DraftError extends ContentError {
  constructor(line: number) {
    super(line, 'it is a draft; whoever has checked it removes "draft: true"');
    this.name = 'DraftError';
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
  const fields = parseFields(lines.slice(1, end), 1);
  return { fields, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

/** Lines of `key: value`, of which `before` lines of the file stand before the first. */
export function parseFields(lines: readonly string[], before: number): FrontMatter['fields'] {
  const fields = new Map<string, { value: string; line: number }>();
  lines.forEach((text, index) => {
    const line = before + index + 1;
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(0, colon));
    if (!key.test(name) || (text[colon + 1] ?? ' ') !== ' ') {
      throw new ContentError(line, `expected "key: value", found ${JSON.stringify(text)}`);
    }
    const earlier = fields.get(name);
    if (earlier) throw new ContentError(line, `"${name}" is already on line ${earlier.line}`);
    const value = text.slice(colon + 1).trim();
    if (value === '') throw new ContentError(line, `"${name}" is empty`);
    fields.set(name, { value, line });
  });
  return fields;
}
