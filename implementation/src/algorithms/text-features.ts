import { HASH_START, hashFinish, hashText, hashUnit } from './text/hash.ts';
import { stem } from './text/stem.ts';
import { words } from './text/tokenize.ts';

/** Which features a text is turned into. Plain data, stored with the model. */
export interface FeatureSettings {
  /** Longest run of words taken as one feature; 1 takes single words only. A text's edges count as words. */
  readonly wordRun: number;
  /** Shortest and longest run of characters inside a word, its two edges counting as characters. */
  readonly characterRunMin: number;
  readonly characterRunMax: number;
  /** Stems of so many different words are paired, each with each, whatever stands between; 0: none. */
  readonly pairedWords: number;
  /** Only so many UTF-16 code units of a text are read. */
  readonly readLimit: number;
}

/** Kinds of features, in the order in which a text's features come. */
export const featureGroups = ['words', 'characters', 'pairs'] as const;

/** Distinct feature hashes of one text and how often each occurs, group by group. */
export interface HashedFeatures {
  readonly hashes: Uint32Array;
  readonly counts: Float32Array;
  /** Words read. */
  readonly words: number;
  /** Where each of {@link featureGroups} ends among the hashes. */
  readonly groupEnds: readonly number[];
}

const WORD_SEED = 0x51;
const CHARACTER_SEED = 0xa7;
const PAIR_SEED = 0x1d;
const EDGE = 0x20;
const TEXT_EDGE = hashText(' ', WORD_SEED);

/** Turns texts into hashed features. Holds scratch space, so that one text costs few allocations. */
export class FeatureExtractor {
  readonly #settings: FeatureSettings;
  #slots = new Int32Array(1024);
  #hashes = new Uint32Array(512);
  #counts = new Float32Array(512);
  #size = 0;

  constructor(settings: FeatureSettings) {
    this.#settings = settings;
  }

  /** Features of a text, in order of first occurrence inside their group. */
  extract(text: string): HashedFeatures {
    this.#clear();
    const found = words(text.slice(0, this.#settings.readLimit));
    this.#addWordRuns(found);
    const groupEnds = [this.#size];
    for (const word of found) this.#addCharacterRuns(word);
    groupEnds.push(this.#size);
    this.#addPairs(found);
    groupEnds.push(this.#size);
    return {
      hashes: this.#hashes.slice(0, this.#size),
      counts: this.#counts.slice(0, this.#size),
      words: found.length,
      groupEnds,
    };
  }

  #addWordRuns(found: readonly string[]): void {
    if (found.length === 0) return;
    const single = [TEXT_EDGE, ...found.map((word) => hashText(word, WORD_SEED)), TEXT_EDGE];
    const last = single.length - 1;
    for (let start = 0; start <= last; start++) {
      let hash = single[start] as number;
      if (start > 0 && start < last) this.#add(hash);
      const end = Math.min(single.length, start + this.#settings.wordRun);
      for (let next = start + 1; next < end; next++) {
        hash = hashFinish(Math.imul(hash, 31) + (single[next] as number), next - start);
        this.#add(hash);
      }
    }
  }

  #addPairs(found: readonly string[]): void {
    const { pairedWords } = this.#settings;
    const stems = new Set<number>();
    for (const word of found) {
      if (stems.size >= pairedWords) break;
      stems.add(hashText(stem(word), PAIR_SEED));
    }
    // By value, so that a pair is the same feature in either order.
    const sorted = Uint32Array.from(stems).sort();
    for (let one = 0; one < sorted.length; one++) {
      const first = Math.imul(sorted[one] as number, 31);
      for (let other = one + 1; other < sorted.length; other++) {
        this.#add(hashFinish(first + (sorted[other] as number), PAIR_SEED));
      }
    }
  }

  #addCharacterRuns(word: string): void {
    const { characterRunMin, characterRunMax } = this.#settings;
    const length = word.length + 2;
    for (let start = 0; start + characterRunMin <= length; start++) {
      let hash = HASH_START;
      const end = Math.min(length, start + characterRunMax);
      for (let at = start; at < end; at++) {
        const unit = at === 0 || at === length - 1 ? EDGE : word.charCodeAt(at - 1);
        hash = hashUnit(hash, unit);
        if (at - start + 1 >= characterRunMin) this.#add(hashFinish(hash, CHARACTER_SEED));
      }
    }
  }

  #add(hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const index = (this.#slots[slot] as number) - 1;
      if (index < 0) break;
      if (this.#hashes[index] === hash) {
        this.#counts[index] = (this.#counts[index] as number) + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#hashes[this.#size] = hash;
    this.#counts[this.#size] = 1;
    this.#size++;
    this.#slots[slot] = this.#size;
    if (this.#size * 2 >= this.#slots.length) this.#grow();
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const hashes = new Uint32Array(slots.length / 2);
    const counts = new Float32Array(slots.length / 2);
    hashes.set(this.#hashes);
    counts.set(this.#counts);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#size; index++) {
      let slot = (hashes[index] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    this.#slots = slots;
    this.#hashes = hashes;
    this.#counts = counts;
  }

  #clear(): void {
    const mask = this.#slots.length - 1;
    if (this.#size * 8 > this.#slots.length) {
      this.#slots.fill(0);
    } else {
      // Deleting in reverse order of insertion keeps every probe sequence intact.
      for (let index = this.#size - 1; index >= 0; index--) {
        let slot = (this.#hashes[index] as number) & mask;
        while (this.#slots[slot] !== index + 1) slot = (slot + 1) & mask;
        this.#slots[slot] = 0;
      }
    }
    this.#size = 0;
  }
}
