export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

/**
 * Reads YAML of the plainest kind, which our compose files keep to: maps and lists in blocks, and
 * scalars, quoted or not, all of them as text. Throws for anything else.
 */
export function plainYaml(source: string): Plain {
  const lines = source.split('\n').flatMap((raw, index): Line[] => {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) return [];
    return [{ indent: raw.length - raw.trimStart().length, text, number: index + 1 }];
  });
  return block(lines);
}

/** Lines of the same depth, each with the deeper ones below it. */
function block(lines: readonly Line[]): Plain {
  const [first] = lines;
  if (first === undefined) throw new Error('there is nothing here');
  const items: Line[][] = [];
  for (const line of lines) {
    if (line.indent === first.indent) items.push([line]);
    else if (line.indent > first.indent) items.at(-1)?.push(line);
    else throw new Error(`line ${line.number}: not as deep as what it follows`);
  }
  if (first.text.startsWith('- ')) return items.map(listItem);
  const entries = items.map(mapEntry);
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length) throw new Error(`below line ${first.number}: a key twice`);
  return Object.fromEntries(entries);
}

function listItem([head, ...below]: readonly Line[]): Plain {
  if (!head?.text.startsWith('- ')) throw new Error(`line ${head?.number}: no item of the list`);
  const rest = { ...head, indent: head.indent + 2, text: head.text.slice(2) };
  return keyOf(rest.text) === undefined ? scalar(rest) : block([rest, ...below]);
}

function mapEntry([head, ...below]: readonly Line[]): [string, Plain] {
  const key = head && keyOf(head.text);
  if (head === undefined || key === undefined) throw new Error(`line ${head?.number}: no key`);
  const text = head.text.slice(key.length + 1).trim();
  if (text !== '' && below.length > 0) throw new Error(`line ${head.number}: both text and block`);
  return [key, text === '' ? block(below) : scalar({ ...head, text })];
}

const keyOf = (text: string): string | undefined => /^([\w.-]+):(?: |$)/.exec(text)?.[1];

function scalar({ text, number }: Line): string {
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  // What YAML would not take as it stands: flow, anchors, quotes, folded text, notes at the end.
  if (/^[[\]{}&*!|>'"%@`?-]|: | #|:$/.test(text)) throw new Error(`line ${number}: not plain`);
  return text;
}
