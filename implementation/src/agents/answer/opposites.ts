import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';

/**
 * Pairs of opposites as people write them to a support desk, a line a pair, each side with its
 * variants. Written from general usage, not from any company's texts.
 */
const englishOpposites = `
connect reconnect link / disconnect unlink
upgrade / downgrade
enable activate / disable deactivate
import upload / export download
lock / unlock
add invite / remove
archive delete / restore undelete
start / stop
approve accept / reject decline refuse
increase raise / decrease reduce lower
yearly annual annually / monthly
merge / split
show / hide
before / after
more / less fewer
first / last
`;

const sides = new Map<string, { readonly pair: number; readonly side: 0 | 1 }>();
for (const [pair, line] of englishOpposites.trim().split('\n').entries()) {
  const [one = '', other = ''] = line.split('/');
  for (const word of words(one)) sides.set(stem(word), { pair, side: 0 });
  for (const word of words(other)) sides.set(stem(word), { pair, side: 1 });
}

/** Per pair which side a text is on; pairs of which it has both or none are left out. */
export function sidesOf(text: string): ReadonlyMap<number, 0 | 1> {
  const found = new Map<number, 0 | 1>();
  const torn = new Set<number>();
  for (const word of words(text)) {
    const known = sides.get(stem(word));
    if (!known) continue;
    if ((found.get(known.pair) ?? known.side) !== known.side) torn.add(known.pair);
    found.set(known.pair, known.side);
  }
  for (const pair of torn) found.delete(pair);
  return found;
}

/** Whether a text is about the opposite of what was asked, and about nothing that was asked. */
export function isOpposite(asked: ReadonlyMap<number, 0 | 1>, text: string): boolean {
  if (asked.size === 0) return false;
  let opposed = false;
  for (const [pair, side] of sidesOf(text)) {
    if (asked.get(pair) === side) return false;
    if (asked.has(pair)) opposed = true;
  }
  return opposed;
}
