const separator = /^-{2,}\s*original message\s*-{2,}$/i;
const introduction = /^(?:on|am|le|el)\b.{0,200}:$/i;

/**
 * A reply without what its sender only quoted, where at least a line of their own stands before it.
 * Linear in the length of the text.
 */
export function withoutQuotedHistory(text: string): string {
  const lines = text.split('\n');
  const own = lines.slice(0, beginOfHistory(lines) ?? lines.length);
  const saysSomething = own.some((line) => line.trim() !== '' && !line.startsWith('>'));
  return (saysSomething ? own.join('\n') : text).trim();
}

function beginOfHistory(lines: readonly string[]): number | null {
  // From the end: whether all that follows is quoted, and what the next line with text is.
  let allQuoted = true;
  let nextFilled = '';
  let start: number | null = null;
  for (let index = lines.length - 1; index > 0; index -= 1) {
    const line = lines[index] ?? '';
    const trimmed = line.trim();
    const isQuoted = line.startsWith('>');
    if (!isQuoted && trimmed !== '') allQuoted = false;
    const begins =
      (isQuoted && allQuoted) ||
      (introduction.test(trimmed) && nextFilled.startsWith('>')) ||
      separator.test(trimmed);
    if (begins) start = index;
    if (trimmed !== '') nextFilled = line;
  }
  return start;
}
