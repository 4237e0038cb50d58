/**
 * Finds texts that repeat each other: word 5-gram sets with a Jaccard similarity above a limit,
 * and exact repeats among texts too short for a 5-gram. An inverted index on the 5-grams keeps
 * the work proportional to what is shared.
 */
import type { Problem } from './company.ts';

export interface Sample {
  file: string;
  line: number;
  text: string;
}

const shingleWords = 5;

/** Lower case, letters and digits only, single spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function shinglesOf(text: string): Set<string> {
  const words = normalise(text).split(' ');
  const found = new Set<string>();
  for (let start = 0; start + shingleWords <= words.length; start++) {
    found.add(words.slice(start, start + shingleWords).join(' '));
  }
  return found;
}

/** Jaccard similarity of `samples[index]` with every earlier sample that shares a 5-gram. */
function sharedWithEarlier(shingles: Set<string>, index: Map<string, number[]>) {
  const shared = new Map<number, number>();
  for (const shingle of shingles) {
    for (const earlier of index.get(shingle) ?? []) {
      shared.set(earlier, (shared.get(earlier) ?? 0) + 1);
    }
  }
  return shared;
}

/** One problem for each pair above `limit` (0–1) and for each exact repeat after normalisation. */
export function findNearDuplicates(samples: Sample[], limit = 0.5): Problem[] {
  const problems: Problem[] = [];
  const index = new Map<string, number[]>();
  const sizes: number[] = [];
  const exact = new Map<string, Sample>();
  for (const [position, sample] of samples.entries()) {
    const { file, line } = sample;
    const key = normalise(sample.text);
    const same = exact.get(key);
    if (same) {
      problems.push({ file, line, message: `repeats ${same.file}:${same.line} word for word` });
    } else exact.set(key, sample);
    const shingles = shinglesOf(sample.text);
    sizes.push(shingles.size);
    for (const [earlier, shared] of same ? [] : sharedWithEarlier(shingles, index)) {
      const similarity = shared / (shingles.size + (sizes[earlier] ?? 0) - shared);
      const other = samples[earlier];
      if (similarity <= limit || !other) continue;
      const figure = similarity.toFixed(2);
      const message = `5-gram Jaccard ${figure} with ${other.file}:${other.line}, at most ${limit}`;
      problems.push({ file, line, message });
    }
    for (const shingle of shingles) {
      const holders = index.get(shingle);
      if (holders) holders.push(position);
      else index.set(shingle, [position]);
    }
  }
  return problems;
}
