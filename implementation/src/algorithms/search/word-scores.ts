import type { SearchHit } from './search-types.ts';
import { inText, inTitle } from './search-words.ts';
import type { SlotSet } from './slot-set.ts';
import type { AskedGroup, Variant, WordIndex } from './word-index.ts';

const PARTS = 5;
const [TITLE, TEXT, MATCHED, IN_TITLE, TITLE_WORDS] = [0, 1, 2, 3, 4];

/** Why a document was found, without the document. */
export type Reasons = Omit<SearchHit<never>, 'document' | 'score'>;

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
  #candidates: number[] = [];

  constructor(index: WordIndex) {
    this.#index = index;
  }

  /**
   * Scores every document below `count` that holds a word of the query and is allowed; returns
   * them in no order. Scores and reasons hold until the next call.
   */
  score(groups: readonly AskedGroup[], count: number, allowed: SlotSet | null): readonly number[] {
    this.#reserve(this.#turn + groups.length > 0xffff_ffff ? this.#met.length + 1 : count);
    this.#query++;
    this.#candidates = [];
    this.#mass = 0;
    for (const group of groups) {
      this.#turn++;
      this.#mass += group.mass;
      const alone = group.variants.length === 1;
      for (const variant of group.variants) this.#accumulate(group, variant, alone, allowed);
    }
    const parts = this.#parts;
    for (const slot of this.#candidates) {
      const words =
        (parts[slot * PARTS + TITLE] as number) + (parts[slot * PARTS + TEXT] as number);
      this.#scores[slot] = words + this.#likeness(slot);
    }
    return this.#candidates;
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

  /**
   * What the title as a whole adds: the harmonic mean of how much of the query it holds and how
   * much of it the query holds. Cubed, so that a few shared words are worth next to nothing.
   */
  #likeness(slot: number): number {
    const inTitle = this.#parts[slot * PARTS + IN_TITLE] as number;
    if (inTitle === 0) return 0;
    const words = this.#parts[slot * PARTS + TITLE_WORDS] as number;
    const asked = share(inTitle, this.#mass);
    const covered = share(words, this.#titleWeight(slot));
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
   * Adds what one word is worth in each document. Of a group's words the strongest that a field
   * holds counts in it: "log in" beside "login" says the same thing once.
   */
  #accumulate(
    group: AskedGroup,
    { list, likeness, strength }: Variant,
    alone: boolean,
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
    const [entries, parts, turn] = [lists.entries, this.#parts, this.#turn];
    const end = lists.start(list) + lists.length(list);
    for (let at = lists.start(list); at < end; at++) {
      const entry = entries[at] as number;
      const slot = entry >>> 8;
      if (allowed !== null && !allowed.has(slot)) continue;
      const base = slot * PARTS;
      if (this.#met[slot] !== this.#query) this.#meet(slot);
      const titleCount = inTitle(entry);
      const textCount = inText(entry);
      const newInTitle = titleCount > 0 && (alone || this.#titleTurn[slot] !== turn);
      const newInText = textCount > 0 && (alone || this.#textTurn[slot] !== turn);
      if (alone || (this.#titleTurn[slot] !== turn && this.#textTurn[slot] !== turn)) {
        parts[base + MATCHED] = (parts[base + MATCHED] as number) + worth;
      }
      if (newInTitle) {
        this.#titleTurn[slot] = turn;
        const norm = titleFloor + titleSlope * (lengths.title[slot] as number);
        const gain = (titleGain * titleCount) / (titleCount + norm);
        parts[base + TITLE] = (parts[base + TITLE] as number) + gain;
        parts[base + IN_TITLE] = (parts[base + IN_TITLE] as number) + worth;
        parts[base + TITLE_WORDS] = (parts[base + TITLE_WORDS] as number) + covered;
      }
      if (newInText) {
        this.#textTurn[slot] = turn;
        const norm = textFloor + textSlope * (lengths.text[slot] as number);
        const gain = (textGain * textCount) / (textCount + norm);
        parts[base + TEXT] = (parts[base + TEXT] as number) + gain;
      }
    }
  }

  #meet(slot: number): void {
    this.#met[slot] = this.#query;
    this.#candidates.push(slot);
    this.#parts.fill(0, slot * PARTS, slot * PARTS + PARTS);
  }

  #reserve(count: number): void {
    if (count <= this.#met.length) return;
    const size = Math.max(64, count, this.#met.length * 2);
    // Nothing is held between queries, so the old contents need not be kept.
    this.#parts = new Float64Array(size * PARTS);
    this.#scores = new Float64Array(size);
    this.#met = new Uint32Array(size);
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
