import type { AskedGroup, Variant } from './asked-groups.ts';
import { LargestNumbers } from './largest-numbers.ts';
import type { SearchHit } from './search-types.ts';
import { inText, inTitle, textMost, titleMost } from './search-words.ts';
import type { SlotSet } from './slot-set.ts';
import type { WordIndex } from './word-index.ts';

const PARTS = 5;
const [TITLE, TEXT, MATCHED, IN_TITLE, TITLE_WORDS] = [0, 1, 2, 3, 4];

/** Documents looked at to learn what it takes to be among the best. */
const sampleSize = 4_000;

/** Why a document was found, without the document. */
export type Reasons = Omit<SearchHit<never>, 'document' | 'score'>;

export interface ScoreOptions {
  /** Documents are numbered below this. */
  readonly count: number;
  /** Null: all are. */
  readonly allowed?: SlotSet | null;
  /** How many of the best are wanted. */
  readonly enough?: number;
}

/**
 * Scores documents for a query by BM25 per field (Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework", 2009), word after word. What one query leaves in the arrays is told from
 * the next one's by a stamp, so that nothing needs to be cleared.
 */
export class WordScores {
  readonly #index: WordIndex;
  #parts = new Float64Array(0);
  #scores = new Float64Array(0);
  /** The query that last met a document. */
  #met = new Uint32Array(0);
  /** The group that last counted in a document's title and text. */
  #titleTurn = new Uint32Array(0);
  #textTurn = new Uint32Array(0);
  #query = 0;
  #turn = 0;
  #mass = 0;
  /** The documents met, in order; the rest of the array is of older queries. */
  #candidates = new Int32Array(0);
  #found = 0;

  constructor(index: WordIndex) {
    this.#index = index;
  }

  /** The documents that the last query scored, in no order. */
  get found(): Int32Array {
    return this.#candidates.subarray(0, this.#found);
  }

  /**
   * Scores the documents below `count` that hold a word of the query and are allowed. Those that
   * cannot be among the best `enough` may be left out. What is found holds until the next call.
   */
  score(
    groups: readonly AskedGroup[],
    { count, allowed = null, enough = Number.POSITIVE_INFINITY }: ScoreOptions,
  ): void {
    this.#reserve(this.#turn + groups.length > 0xffff_ffff ? this.#met.length + 1 : count);
    this.#query++;
    this.#found = 0;
    this.#mass = groups.reduce((sum, { mass }) => sum + mass, 0);
    // The weightiest first: what the others add may then be too little for a newcomer.
    const ordered = groups.toSorted((a, b) => b.mass - a.mass);
    let remaining = this.#mass;
    let isOpen = true;
    for (const group of ordered) {
      this.#turn++;
      if (this.#isDear(group)) isOpen = this.#narrow(remaining, enough) && isOpen;
      for (const variant of group.variants) this.#accumulate(group, variant, isOpen, allowed);
      remaining = Math.max(0, remaining - group.mass);
    }
    for (let at = 0; at < this.#found; at++) {
      const slot = this.#candidates[at] as number;
      this.#scores[slot] = this.#soFar(slot);
    }
  }

  /** Whether reading the group's lists costs more than finding out which documents need it. */
  #isDear({ variants }: AskedGroup): boolean {
    const { lists } = this.#index;
    const entries = variants.reduce((sum, { list }) => sum + lists.length(list), 0);
    return entries > Math.min(this.#found, sampleSize);
  }

  /**
   * True when a document that was not met yet can come among the best by words of the remaining
   * mass. Otherwise drops the documents that those words cannot bring among the best.
   */
  #narrow(remaining: number, enough: number): boolean {
    if (this.#found < enough || enough <= 0) return true;
    // Whoever has a rare word was met early: a sample has the best, or some that are as good.
    const best = new LargestNumbers(enough);
    const sample = Math.min(this.#found, Math.max(sampleSize, enough));
    for (let at = 0; at < sample; at++) best.offer(this.#soFar(this.#candidates[at] as number));
    // A hair less than it is: sums of the same numbers differ by their order.
    const needed = best.smallest * (1 - 1e-9);
    const words = remaining * this.#mostPerMass();
    const newcomer = words + this.#likenessOf(remaining, 1);
    if (newcomer >= needed) return true;
    let kept = 0;
    for (let at = 0; at < this.#found; at++) {
      const slot = this.#candidates[at] as number;
      const inTitle = this.#parts[slot * PARTS + IN_TITLE] as number;
      const more = inTitle === 0 ? newcomer : words + this.#likenessOf(inTitle + remaining, 1);
      if (this.#byWords(slot) + more < needed) this.#met[slot] = 0;
      else this.#candidates[kept++] = slot;
    }
    this.#found = kept;
    return false;
  }

  /** The most that a document can get for words of mass 1. */
  #mostPerMass(): number {
    const { saturation, titleLengthWeight, textLengthWeight, ...weights } = this.#index.settings;
    const most = (count: number, lengthWeight: number) =>
      ((saturation + 1) * count) / (count + saturation * (1 - lengthWeight));
    return (
      weights.titleWeight * most(titleMost, titleLengthWeight) +
      weights.textWeight * most(textMost, textLengthWeight)
    );
  }

  scoreOf(slot: number): number {
    return this.#met[slot] === this.#query ? (this.#scores[slot] as number) : 0;
  }

  reasons(slot: number): Reasons {
    if (this.#met[slot] !== this.#query) return noReasons;
    const parts = this.#parts;
    const base = slot * PARTS;
    return {
      parts: {
        title: parts[base + TITLE] as number,
        text: parts[base + TEXT] as number,
        likeness: this.#likeness(slot),
      },
      matchedShare: share(parts[base + MATCHED] as number, this.#mass),
      titleShare: share(parts[base + IN_TITLE] as number, this.#mass),
      titleCoverage: share(parts[base + TITLE_WORDS] as number, this.#titleWeight(slot)),
    };
  }

  /** The score of a document by the words that were added so far. */
  #soFar(slot: number): number {
    return this.#byWords(slot) + this.#likeness(slot);
  }

  #byWords(slot: number): number {
    const base = slot * PARTS;
    return (this.#parts[base + TITLE] as number) + (this.#parts[base + TEXT] as number);
  }

  #likeness(slot: number): number {
    const inTitle = this.#parts[slot * PARTS + IN_TITLE] as number;
    if (inTitle === 0) return 0;
    const words = this.#parts[slot * PARTS + TITLE_WORDS] as number;
    return this.#likenessOf(inTitle, share(words, this.#titleWeight(slot)));
  }

  /**
   * What the title as a whole adds: the harmonic mean of how much of the query it holds and how
   * much of it the query holds. Cubed, so that a few shared words are worth next to nothing.
   */
  #likenessOf(massInTitle: number, covered: number): number {
    const asked = share(massInTitle, this.#mass);
    const likeness = asked + covered === 0 ? 0 : (2 * asked * covered) / (asked + covered);
    const { titleLikenessWeight } = this.#index.settings;
    return titleLikenessWeight * this.#mass * likeness * likeness * likeness;
  }

  /** The words of a title, those of grammar less. */
  #titleWeight(slot: number): number {
    const { lengths, settings } = this.#index;
    const grammar = lengths.titleGrammar[slot] as number;
    return (lengths.title[slot] as number) - (1 - settings.functionWordWeight) * grammar;
  }

  /**
   * Adds what one word is worth in each document; if it is not open, only in those met before. Of a
   * group's words the strongest that a field holds counts in it: "log in" beside "login" says the
   * same thing once.
   */
  #accumulate(
    group: AskedGroup,
    { list, likeness, strength }: Variant,
    isOpen: boolean,
    allowed: SlotSet | null,
  ): void {
    const { lists, lengths, settings, titleMean, textMean } = this.#index;
    const { saturation, titleLengthWeight, textLengthWeight } = settings;
    const worth = group.weight * strength;
    const titleGain = worth * (saturation + 1) * settings.titleWeight;
    const textGain = worth * (saturation + 1) * settings.textWeight;
    const titleFloor = saturation * (1 - titleLengthWeight);
    const textFloor = saturation * (1 - textLengthWeight);
    const titleSlope = (saturation * titleLengthWeight) / titleMean;
    const textSlope = (saturation * textLengthWeight) / textMean;
    const covered = likeness * (group.isFunctionWord ? settings.functionWordWeight : 1);
    const { entries } = lists;
    const { title: titleLengths, text: textLengths } = lengths;
    const [parts, met, titleTurn, textTurn] = [
      this.#parts,
      this.#met,
      this.#titleTurn,
      this.#textTurn,
    ];
    const [query, turn] = [this.#query, this.#turn];
    const end = lists.start(list) + lists.length(list);
    for (let at = lists.start(list); at < end; at++) {
      const entry = entries[at] as number;
      const slot = entry >>> 8;
      if (met[slot] !== query) {
        if (!isOpen || (allowed !== null && !allowed.has(slot))) continue;
        this.#meet(slot);
      }
      const base = slot * PARTS;
      const newInTitle = inTitle(entry) > 0 && titleTurn[slot] !== turn;
      const newInText = inText(entry) > 0 && textTurn[slot] !== turn;
      if (titleTurn[slot] !== turn && textTurn[slot] !== turn) {
        parts[base + MATCHED] = (parts[base + MATCHED] as number) + worth;
      }
      if (newInTitle) {
        titleTurn[slot] = turn;
        const count = inTitle(entry);
        const norm = titleFloor + titleSlope * (titleLengths[slot] as number);
        parts[base + TITLE] =
          (parts[base + TITLE] as number) + (titleGain * count) / (count + norm);
        parts[base + IN_TITLE] = (parts[base + IN_TITLE] as number) + worth;
        parts[base + TITLE_WORDS] = (parts[base + TITLE_WORDS] as number) + covered;
      }
      if (newInText) {
        textTurn[slot] = turn;
        const count = inText(entry);
        const norm = textFloor + textSlope * (textLengths[slot] as number);
        parts[base + TEXT] = (parts[base + TEXT] as number) + (textGain * count) / (count + norm);
      }
    }
  }

  #meet(slot: number): void {
    const base = slot * PARTS;
    this.#met[slot] = this.#query;
    this.#candidates[this.#found++] = slot;
    for (let part = base; part < base + PARTS; part++) this.#parts[part] = 0;
  }

  #reserve(count: number): void {
    if (count <= this.#met.length) return;
    const size = Math.max(64, count, this.#met.length * 2);
    // Nothing is held between queries, so the old contents need not be kept.
    this.#parts = new Float64Array(size * PARTS);
    this.#scores = new Float64Array(size);
    this.#met = new Uint32Array(size);
    this.#candidates = new Int32Array(size);
    this.#titleTurn = new Uint32Array(size);
    this.#textTurn = new Uint32Array(size);
    this.#query = 0;
    this.#turn = 0;
  }
}

const noReasons: Reasons = {
  parts: { title: 0, text: 0, likeness: 0 },
  matchedShare: 0,
  titleShare: 0,
  titleCoverage: 0,
};

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, part / whole);
}
