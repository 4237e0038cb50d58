import { HashIds } from './hash-ids.ts';
import { PostingPool } from './posting-pool.ts';
import { type AskedTerm, FieldTerms, termsOf } from './search-terms.ts';
import {
  type IndexedDocument,
  type IndexSettings,
  indexDefaults,
  type SearchHit,
  type SearchOptions,
} from './search-types.ts';
import { TopHits } from './top-hits.ts';

/** Weight of a query's words, by inverse document frequency: all, and those that carry a topic. */
interface QueryMasses {
  all: number;
  content: number;
}

const PARTS = 7;
const [TITLE, TEXT, TITLE_RUNS, TEXT_RUNS, MATCHED, IN_TITLE, TITLE_WORDS] = [0, 1, 2, 3, 4, 5, 6];

/**
 * BM25 per field (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over words
 * and runs of characters. Documents come and go; what was removed leaves no trace in any score.
 * Equal scores are ordered by id, so the outcome does not depend on the order of arrival.
 */
export class InvertedIndex<Document extends IndexedDocument> {
  readonly #settings: IndexSettings;
  readonly #ids = new HashIds();
  readonly #pool = new PostingPool();
  readonly #slotOf = new Map<string, number>();
  readonly #documents: (Document | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  #titleLengths = new Int32Array(16);
  #textLengths = new Int32Array(16);
  #titleTotal = 0;
  #textTotal = 0;
  /** Per slot the length part of BM25 for title and text; empty when documents have changed. */
  #norms = new Float64Array(0);
  #parts = new Float64Array(0);
  #scores = new Float64Array(0);
  #seen = new Uint8Array(0);

  constructor(settings: IndexSettings = indexDefaults) {
    this.#settings = settings;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  get(id: string): Document | undefined {
    const slot = this.#slotOf.get(id);
    return slot === undefined ? undefined : this.#documents[slot];
  }

  documents(): Document[] {
    return [...this.#slotOf.values()].map((slot) => this.#documents[slot] as Document);
  }

  /** Adds a document, or replaces the one with its id. */
  add(document: Document): void {
    this.remove(document.id);
    const slot = this.#freeSlots.pop() ?? this.#documents.length;
    this.#documents[slot] = document;
    this.#slotOf.set(document.id, slot);
    this.#reserve(slot);
    const terms = new FieldTerms(document.title, document.text, this.#settings.runLength);
    for (const [hash, counts] of terms.counts) this.#pool.add(this.#ids.add(hash), slot, counts);
    this.#titleLengths[slot] = terms.titleLength;
    this.#textLengths[slot] = terms.textLength;
    this.#titleTotal += terms.titleLength;
    this.#textTotal += terms.textLength;
    this.#norms = new Float64Array(0);
  }

  /** Removes a document; false when there is none with that id. */
  remove(id: string): boolean {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return false;
    const { title, text } = this.#documents[slot] as Document;
    const terms = new FieldTerms(title, text, this.#settings.runLength);
    for (const hash of terms.counts.keys()) this.#pool.remove(this.#ids.find(hash), slot);
    this.#titleTotal -= terms.titleLength;
    this.#textTotal -= terms.textLength;
    this.#documents[slot] = undefined;
    this.#slotOf.delete(id);
    this.#freeSlots.push(slot);
    this.#norms = new Float64Array(0);
    return true;
  }

  /** The best documents for a query, best first. A query without a known word finds nothing. */
  search(query: string, options: SearchOptions<Document> = {}): SearchHit<Document>[] {
    const { limit = 10, filter } = options;
    if (this.#norms.length === 0) this.#computeNorms();
    const asked = termsOf(query, this.#settings);
    const candidates: number[] = [];
    const masses = { all: 0, content: 0 };
    for (const term of asked) {
      const list = this.#ids.find(term.hash);
      const found = list < 0 ? 0 : this.#pool.length(list);
      const idf = this.#inverseFrequency(found);
      if (!term.isRun) {
        masses.all += idf * term.weight;
        if (!term.isFunctionWord) masses.content += idf * term.weight;
      }
      if (found > 0) this.#accumulate(list, term, idf, candidates);
    }
    return this.#best(candidates, limit, filter, masses);
  }

  /** How much a word counts in a query: its inverse document frequency, less for grammar. */
  wordWeight(word: string): number {
    const term = termsOf(word, this.#settings).find((candidate) => !candidate.isRun);
    if (term === undefined) return 0;
    const list = this.#ids.find(term.hash);
    return term.weight * this.#inverseFrequency(list < 0 ? 0 : this.#pool.length(list));
  }

  #inverseFrequency(found: number): number {
    return Math.log(1 + (this.size - found + 0.5) / (found + 0.5));
  }

  #accumulate(list: number, term: AskedTerm, idf: number, candidates: number[]): void {
    const parts = this.#parts;
    const pairs = this.#pool.pairs;
    const start = this.#pool.start(list) * 2;
    const end = start + this.#pool.length(list) * 2;
    const weight = term.weight * idf;
    const gain = weight * term.count * (this.#settings.saturation + 1);
    const title = term.isRun ? TITLE_RUNS : TITLE;
    const text = term.isRun ? TEXT_RUNS : TEXT;
    for (let at = start; at < end; at += 2) {
      const slot = pairs[at] as number;
      const counts = pairs[at + 1] as number;
      const base = slot * PARTS;
      if (this.#seen[slot] === 0) {
        this.#seen[slot] = 1;
        candidates.push(slot);
      }
      const inTitle = counts >>> 24;
      const inText = counts & 0xffffff;
      if (inTitle > 0) {
        const norm = this.#norms[slot * 2] as number;
        parts[base + title] = (parts[base + title] as number) + (gain * inTitle) / (inTitle + norm);
      }
      if (inText > 0) {
        const norm = this.#norms[slot * 2 + 1] as number;
        parts[base + text] = (parts[base + text] as number) + (gain * inText) / (inText + norm);
      }
      if (term.isRun) continue;
      parts[base + MATCHED] = (parts[base + MATCHED] as number) + weight;
      if (inTitle === 0) continue;
      if (!term.isFunctionWord) {
        parts[base + IN_TITLE] = (parts[base + IN_TITLE] as number) + weight;
      }
      parts[base + TITLE_WORDS] = (parts[base + TITLE_WORDS] as number) + inTitle;
    }
  }

  #best(
    candidates: readonly number[],
    limit: number,
    filter: ((document: Document) => boolean) | undefined,
    masses: QueryMasses,
  ): SearchHit<Document>[] {
    const scores = this.#scores;
    const top = new TopHits(limit, (a, b) => {
      const difference = (scores[a] as number) - (scores[b] as number);
      if (difference !== 0) return difference > 0;
      return (this.#documents[a] as Document).id < (this.#documents[b] as Document).id;
    });
    for (const slot of candidates) {
      if (filter !== undefined && !filter(this.#documents[slot] as Document)) continue;
      scores[slot] = this.#score(slot, masses);
      top.offer(slot);
    }
    const hits = top.sorted().map((slot) => this.#hit(slot, masses));
    for (const slot of candidates) {
      this.#seen[slot] = 0;
      for (let part = 0; part < PARTS; part++) this.#parts[slot * PARTS + part] = 0;
    }
    return hits;
  }

  /** The sum of {@link #scoreParts}, in its order: hundreds are scored for each that is a hit. */
  #score(slot: number, masses: QueryMasses): number {
    const { titleWeight, textWeight, titleRunWeight, textRunWeight, fullTitleBonus } =
      this.#settings;
    const parts = this.#parts;
    const base = slot * PARTS;
    const sum =
      titleWeight * (parts[base + TITLE] as number) +
      textWeight * (parts[base + TEXT] as number) +
      titleRunWeight * (parts[base + TITLE_RUNS] as number) +
      textRunWeight * (parts[base + TEXT_RUNS] as number);
    const full = share(parts[base + IN_TITLE] as number, masses.content) > 1 - 1e-9;
    return full ? sum + fullTitleBonus * sum : sum;
  }

  #scoreParts(slot: number, masses: QueryMasses): SearchHit<Document>['parts'] {
    const { titleWeight, textWeight, titleRunWeight, textRunWeight, fullTitleBonus } =
      this.#settings;
    const parts = this.#parts;
    const base = slot * PARTS;
    const title = titleWeight * (parts[base + TITLE] as number);
    const text = textWeight * (parts[base + TEXT] as number);
    const titleRuns = titleRunWeight * (parts[base + TITLE_RUNS] as number);
    const textRuns = textRunWeight * (parts[base + TEXT_RUNS] as number);
    const full = share(parts[base + IN_TITLE] as number, masses.content) > 1 - 1e-9;
    const bonus = full ? fullTitleBonus * (title + text + titleRuns + textRuns) : 0;
    return { title, text, titleRuns, textRuns, bonus };
  }

  #hit(slot: number, masses: QueryMasses): SearchHit<Document> {
    const parts = this.#parts;
    const base = slot * PARTS;
    return {
      document: this.#documents[slot] as Document,
      score: this.#scores[slot] as number,
      parts: this.#scoreParts(slot, masses),
      matchedShare: share(parts[base + MATCHED] as number, masses.all),
      titleShare: share(parts[base + IN_TITLE] as number, masses.content),
      titleCoverage: share(parts[base + TITLE_WORDS] as number, this.#titleLengths[slot] as number),
    };
  }

  #computeNorms(): void {
    const { saturation, titleLengthWeight, textLengthWeight } = this.#settings;
    const count = Math.max(1, this.size);
    const titleMean = Math.max(1, this.#titleTotal / count);
    const textMean = Math.max(1, this.#textTotal / count);
    this.#norms = new Float64Array(Math.max(1, this.#documents.length) * 2);
    for (let slot = 0; slot < this.#documents.length; slot++) {
      const titleRatio = (this.#titleLengths[slot] as number) / titleMean;
      const textRatio = (this.#textLengths[slot] as number) / textMean;
      this.#norms[slot * 2] = saturation * (1 - titleLengthWeight + titleLengthWeight * titleRatio);
      this.#norms[slot * 2 + 1] =
        saturation * (1 - textLengthWeight + textLengthWeight * textRatio);
    }
  }

  #reserve(slot: number): void {
    if (slot >= this.#titleLengths.length) {
      const size = this.#titleLengths.length * 2;
      const titles = new Int32Array(size);
      const texts = new Int32Array(size);
      titles.set(this.#titleLengths);
      texts.set(this.#textLengths);
      this.#titleLengths = titles;
      this.#textLengths = texts;
    }
    if (slot >= this.#seen.length) {
      // Nothing is held between searches, so the old contents need not be kept.
      this.#seen = new Uint8Array(this.#titleLengths.length);
      this.#scores = new Float64Array(this.#titleLengths.length);
      this.#parts = new Float64Array(this.#titleLengths.length * PARTS);
    }
  }
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, part / whole);
}
