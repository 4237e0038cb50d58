import { digitFirstIds, letterFirstIds, type NationalId } from './national-ids.ts';
import { hasCue, isWordUnit, standsAlone } from './neighbourhood.ts';
import type { Candidate, Finder } from './personal-kinds.ts';

const SEPARATORS = /[ .-]/g;
const DIGIT_STARTS =
  /(?<![0-9A-Za-z_])(?=[0-9](?:[ .+-]?[0-9]){7}|[0-9]{6}[A-FU-Y][0-9]{3}|[12][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?2[AB])/gi;
const LETTER_STARTS = /(?<![0-9A-Za-z_])(?=[A-Za-z]{1,6}[ -]?[0-9])/g;

/** Numbers that a state gives to a person, with their check digits where they have some. */
export const findNationalIds: Finder = (text, found) => {
  for (const { index } of text.matchAll(DIGIT_STARTS)) findAt(text, index, digitFirstIds, found);
  for (const { index } of text.matchAll(LETTER_STARTS)) findAt(text, index, letterFirstIds, found);
};

function findAt(
  text: string,
  start: number,
  forms: readonly NationalId[],
  found: Candidate[],
): void {
  for (const { kind, pattern, fits, cue } of forms) {
    pattern.lastIndex = start;
    const id = pattern.exec(text)?.[0];
    if (id === undefined) continue;
    const end = start + id.length;
    if (!standsAlone(text, start, end) || isPartOfMore(text, start, end)) continue;
    if (!fits(id.replace(SEPARATORS, '').toUpperCase())) continue;
    if (cue && !hasCue(text, start, 40, cue)) continue;
    found.push({ kind, start, end });
    return;
  }
}

/** "1-123-45-6789", "123-45-6789-1": a link of something longer. */
function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const behind = text[end] ?? ' ';
  return (
    ('-./'.includes(before) && isWordUnit(text.charCodeAt(start - 2))) ||
    ('-/'.includes(behind) && isWordUnit(text.charCodeAt(end + 1)))
  );
}
