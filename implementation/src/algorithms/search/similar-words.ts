import { HashIds } from '../hash-ids.ts';
import { HASH_START, hashFinish, hashUnit } from '../text/hash.ts';
import { PostingLists } from './posting-lists.ts';

/** A known word that is spelled like the one asked for. */
export interface SimilarWord {
  readonly word: number;
  /** Dice's coefficient of the runs of characters, 0–1. */
  readonly likeness: number;
}

const RUN_SEED = 0xc5;
const RUN_LENGTH = 3;
const EDGE = 0x20;
/** No word of a language is longer; a longer one is a key or a picture, and resembles nothing. */
const longest = 64;

/**
 * Finds words by their spelling: typos, endings, parts of compounds. The runs of three characters
 * of every known word, with its edges marked, and where each occurs.
 */
export class SimilarWords {
  readonly #runs: HashIds;
  readonly #lists: PostingLists;
  /** Per word the number of its runs; 0 for one that is too long. */
  #runCounts: Uint8Array;
  /** Per word the runs it shares with the word asked for; all zeros between calls. */
  #shared = new Uint8Array(0);

  constructor(runs = new HashIds(), lists = new PostingLists(), runCounts = new Uint8Array(64)) {
    this.#runs = runs;
    this.#lists = lists;
    this.#runCounts = runCounts;
  }

  /** Everything it knows, to be given to the constructor again. */
  get state() {
    return { runs: this.#runs, lists: this.#lists, runCounts: this.#runCounts };
  }

  /** Makes a word known under a number that no other has. */
  add(word: number, text: string): void {
    if (word >= this.#runCounts.length) {
      const counts = new Uint8Array(Math.max(word + 1, this.#runCounts.length * 2));
      counts.set(this.#runCounts);
      this.#runCounts = counts;
    }
    const runs = runsOf(text);
    this.#runCounts[word] = runs.length;
    for (const run of runs) this.#lists.add(this.#runs.add(run), word, 0);
  }

  /** Known words at least so like the given one, in no order; a known word is like itself. */
  find(text: string, atLeast: number): SimilarWord[] {
    if (this.#shared.length < this.#runCounts.length) {
      this.#shared = new Uint8Array(this.#runCounts.length);
    }
    const shared = this.#shared;
    const { entries } = this.#lists;
    const runs = runsOf(text);
    const touched: number[] = [];
    for (const run of runs) {
      const list = this.#runs.find(run);
      if (list < 0) continue;
      const end = this.#lists.start(list) + this.#lists.length(list);
      for (let at = this.#lists.start(list); at < end; at++) {
        const word = (entries[at] as number) >>> 8;
        const count = shared[word] as number;
        if (count === 0) touched.push(word);
        shared[word] = count + 1;
      }
    }
    const found: SimilarWord[] = [];
    for (const word of touched) {
      const likeness =
        (2 * (shared[word] as number)) / (runs.length + (this.#runCounts[word] as number));
      shared[word] = 0;
      if (likeness >= atLeast) found.push({ word, likeness });
    }
    return found;
  }
}

/** The distinct runs of a word; a word shorter than a run is one. */
function runsOf(word: string): number[] {
  if (word.length > longest) return [];
  const runs: number[] = [];
  const total = word.length + 2;
  for (let start = 0; start === 0 || start + RUN_LENGTH <= total; start++) {
    let hash = HASH_START;
    const end = Math.min(total, start + RUN_LENGTH);
    for (let at = start; at < end; at++) {
      hash = hashUnit(hash, at === 0 || at === total - 1 ? EDGE : word.charCodeAt(at - 1));
    }
    const run = hashFinish(hash, RUN_SEED);
    if (!runs.includes(run)) runs.push(run);
  }
  return runs;
}
