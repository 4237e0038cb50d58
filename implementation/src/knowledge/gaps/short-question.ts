import { sentences } from '#src/algorithms/text/sentences.ts';
import { withoutGreeting } from './courtesies.ts';

const longest = 80;
/** What is asked is asked at the beginning. */
const charactersRead = 4_000;
const sentencesRead = 5;

/** The sentence that asks, or that says most, on one line that is short enough for a title. */
export function shortQuestion(text: string): string {
  const read = sentences(withoutGreeting(text.slice(0, charactersRead))).map((one) => one.text);
  const chosen =
    read.find((one) => /[?？]$/.test(one)) ??
    read.slice(0, sentencesRead).reduce((best, one) => (one.length > best.length ? one : best), '');
  return cutAtWord(withoutGreeting(chosen).replaceAll(/\s+/g, ' ').trim());
}

function cutAtWord(line: string): string {
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  const end = cut.lastIndexOf(' ');
  // In scripts without spaces, between characters, never inside one.
  const kept = end > longest / 2 ? cut.slice(0, end) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:–-]+$/, '')}…`;
}
