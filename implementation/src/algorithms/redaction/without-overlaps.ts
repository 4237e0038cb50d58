import { BARRIER, type Candidate, personalKinds } from './personal-kinds.ts';

const ranks = new Map(personalKinds.map((kind, rank) => [kind, rank]));

/**
 * Candidates that stand apart from each other. Of two where one holds the other, the larger one
 * hides more; otherwise the surer kind wins, then the longer place.
 */
export function withoutOverlaps(text: string, candidates: readonly Candidate[]): Candidate[] {
  const sorted = withoutParts(
    candidates.filter(({ start, end }) => end > start && !text.slice(start, end).includes(BARRIER)),
  ).sort(
    (left, right) =>
      (ranks.get(left.kind) ?? 0) - (ranks.get(right.kind) ?? 0) ||
      right.end - right.start - (left.end - left.start) ||
      left.start - right.start,
  );
  const taken = new Uint8Array(sorted.length === 0 ? 0 : text.length);
  const chosen = sorted.filter(({ start, end }) => {
    if (taken[start] === 1 || taken[end - 1] === 1 || taken.subarray(start, end).includes(1)) {
      return false;
    }
    taken.fill(1, start, end);
    return true;
  });
  return chosen.sort((left, right) => left.start - right.start);
}

/** Without what lies inside a larger candidate. */
function withoutParts(candidates: Candidate[]): Candidate[] {
  let end = -1;
  let start = -1;
  return candidates
    .sort((left, right) => left.start - right.start || right.end - left.end)
    .filter((one) => {
      if (one.end < end || (one.end === end && one.start > start)) return false;
      if (one.end > end) [start, end] = [one.start, one.end];
      return true;
    });
}
