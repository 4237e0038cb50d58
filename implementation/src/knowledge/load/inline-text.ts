/** How far a link's text or a code span may reach; bounds the search for its end. */
const spanLimit = 1_000;
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * One line of Markdown as a reader sees it: links and images become their text, code and emphasis
 * lose their marks, escapes their backslash. Linear in the length of the line.
 */
export function inlineText(line: string): string {
  let text = '';
  let at = 0;
  while (at < line.length) {
    const character = line[at] as string;
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(line[at + 1] ?? '')) {
      text += line[at + 1];
      at += 2;
      continue;
    }
    const span = spanAt(line, at, character);
    if (span) {
      text += span.text;
      at = span.end;
      continue;
    }
    const marks = emphasisMarks(line, at, character);
    if (marks === 0) {
      text += character;
      at += 1;
    } else {
      at += marks;
    }
  }
  return text.replace(/[ \t]+/g, ' ').trim();
}

/** A code span, link, image or bare address that starts at `at`, with the place behind it. */
function spanAt(line: string, at: number, character: string): { text: string; end: number } | null {
  if (character === '`') return codeAt(line, at);
  if (character === '[') return linkAt(line, at);
  if (character === '!' && line[at + 1] === '[') return linkAt(line, at + 1);
  if (character === '<') {
    const address = /^<((?:https?:\/\/|mailto:)?[^\s<>]{1,500})>/.exec(line.slice(at, at + 520));
    if (address?.[1] && /[:@]/.test(address[1])) {
      return { text: address[1].replace(/^mailto:/, ''), end: at + address[0].length };
    }
  }
  return null;
}

function codeAt(line: string, at: number): { text: string; end: number } | null {
  let open = at;
  while (line[open] === '`') open += 1;
  const mark = line.slice(at, open);
  const close = line.slice(open, open + spanLimit).indexOf(mark);
  if (close < 0) return null;
  return { text: line.slice(open, open + close).trim(), end: open + close + mark.length };
}

function linkAt(line: string, at: number): { text: string; end: number } | null {
  const window = line.slice(at, at + spanLimit);
  const close = window.indexOf('](');
  if (close < 0) return null;
  // An earlier bracket inside means that the link begins there, not here.
  if (window.lastIndexOf('[', close) !== 0) return null;
  const end = window.indexOf(')', close);
  if (end < 0) return null;
  return { text: inlineText(window.slice(1, close)), end: at + end + 1 };
}

/** How many characters of emphasis marks stand at `at`; 0 where they are ordinary characters. */
function emphasisMarks(line: string, at: number, character: string): number {
  if (character !== '*' && character !== '_') return 0;
  let end = at;
  while (line[end] === character) end += 1;
  const before = line[at - 1] ?? ' ';
  const after = line[end] ?? ' ';
  if (before === ' ' && after === ' ') return 0;
  if (character === '_' && letterOrDigit.test(before) && letterOrDigit.test(after)) return 0;
  if (character === '*' && /\d/.test(before) && /\d/.test(after)) return 0;
  return end - at;
}
