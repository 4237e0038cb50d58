import { hashText } from '../text/hash.ts';
import { TopHits } from '../top-hits.ts';
import { Abbreviations } from './abbreviations.ts';
import { askedGroups, wordWeight } from './asked-groups.ts';
import { DocumentSlots } from './document-slots.ts';
import { type FacetFilter, FacetIndex, type Facets } from './facets.ts';
import { fuseScores } from './fuse-scores.ts';
import { decodeIndex, encodeIndex } from './index-codec.ts';
import {
  type IndexedDocument,
  type IndexSettings,
  indexDefaults,
  type SearchHit,
} from './search-types.ts';
import type { SlotSet } from './slot-set.ts';
import { VectorRows } from './vector-rows.ts';
import { WordIndex } from './word-index.ts';
import { WordScores } from './word-scores.ts';

export interface IndexOptions<Document> {
  readonly settings?: Partial<IndexSettings>;
  /** What the document can be filtered by; nothing unless told. */
  readonly facetsOf?: (document: Document) => Facets;
  /** Changes when title or text do: 32 bits. Worked out from them unless told. */
  readonly fingerprintOf?: (document: Document) => number;
}

export interface SearchOptions<Document> {
  /** How many hits at most; 10 unless told. */
  readonly limit?: number;
  readonly filter?: FacetFilter;
  /** Asked inside the search: a document that it refuses never takes a hit's place. */
  readonly accept?: (document: Document) => boolean;
  /** The query's embedding: its closest documents are hits beside those that hold its words. */
  readonly vector?: ArrayLike<number>;
}

/** How many hits of words and of vectors are fused, at least. */
const fusionDepth = 100;

/**
 * Finds documents by their words, by words that are spelled like them, and by vectors. Documents
 * come and go; what was removed leaves no trace in any score. Equal scores are ordered by id, so
 * the outcome does not depend on the order of arrival.
 */
export class InvertedIndex<Document extends IndexedDocument> {
  readonly #settings: IndexSettings;
  readonly #facetsOf: (document: Document) => Facets;
  readonly #fingerprintOf: (document: Document) => number;
  readonly #slots = new DocumentSlots<Document>();
  readonly #facets = new FacetIndex();
  readonly #vectors = new VectorRows();
  readonly #abbreviations = new Abbreviations();
  #words: WordIndex;
  /** Answered questions, each under the title of what answered it. */
  #tickets: WordIndex | null = null;
  #scores: WordScores;

  constructor(options: IndexOptions<Document> = {}) {
    this.#settings = { ...indexDefaults, ...options.settings };
    this.#facetsOf = options.facetsOf ?? (() => ({}));
    this.#fingerprintOf =
      options.fingerprintOf ?? (({ title, text }) => hashText(text, hashText(title)));
    this.#words = new WordIndex(this.#settings);
    this.#scores = new WordScores(this.#words);
  }

  get size(): number {
    return this.#slots.size;
  }

  get(id: string): Document | undefined {
    const slot = this.#slots.slotOf(id);
    return slot === undefined ? undefined : this.#slots.at(slot);
  }

  documents(): Document[] {
    return [...this.#slots.entries()].map(([, slot]) => this.#slots.at(slot) as Document);
  }

  /**
   * Adds a document, or replaces the one with its id.
   * @throws AlgorithmError `invalid_argument`, and nothing has changed: a vector that does not fit
   * the others, a validity that is no instant.
   */
  add(document: Document): void {
    if (document.vector !== undefined) this.#vectors.check(document.vector);
    const facets = this.#facetsOf(document);
    FacetIndex.check(facets);
    this.remove(document.id);
    const slot = this.#slots.place(document);
    this.#words.add(slot, document.title, document.text);
    this.#attach(slot, document, facets);
  }

  /** Removes a document; false when there is none with that id. */
  remove(id: string): boolean {
    const slot = this.#slots.slotOf(id);
    if (slot === undefined) return false;
    const document = this.#slots.at(slot) as Document;
    this.#words.remove(slot, document.title, document.text);
    this.#facets.remove(slot, this.#facetsOf(document));
    this.#abbreviations.remove(document.text);
    this.#vectors.delete(slot);
    this.#slots.release(slot);
    if (this.#words.isStale) this.#indexAgain();
    return true;
  }

  /**
   * The best documents for a query, best first. A query without a known word, or a word like one,
   * finds nothing unless it brings a vector; with one, the score is the parts' sum and more.
   * @throws AlgorithmError `invalid_argument`: the vector has other dimensions than those kept.
   */
  search(query: string, options: SearchOptions<Document> = {}): SearchHit<Document>[] {
    const { limit = 10, filter, accept, vector } = options;
    const allowed = filter === undefined ? null : this.#facets.allowed(filter);
    const accepts = (slot: number) =>
      accept === undefined || accept(this.#slots.at(slot) as Document);
    if (vector === undefined) {
      // What may still be refused says nothing of how many are enough.
      const enough = accept === undefined ? limit : Number.POSITIVE_INFINITY;
      this.#score(query, allowed, enough);
      return this.#best(limit, accepts).map((slot) => this.#hit(slot, this.#scores.scoreOf(slot)));
    }
    const depth = Math.max(fusionDepth, limit);
    this.#score(query, allowed);
    const byWords = this.#best(depth, accepts);
    const takes = (slot: number) => (allowed?.has(slot) ?? true) && accepts(slot);
    const byVector = this.#vectors.nearest(vector, depth, takes, this.#slots.precedes);
    // Those that are close, but not among the best by words, have their score by words all the same.
    const scored = new Set([...byWords, ...byVector.map(({ item }) => item)]);
    const words = [...scored].map((item) => ({ item, score: this.#scores.scoreOf(item) }));
    return fuseScores(words, byVector, this.#slots.precedes)
      .slice(0, limit)
      .map(({ item, score }) => this.#hit(item, score));
  }

  /**
   * Learns from answered questions what else customers call things, in place of what it learnt
   * before. Questions whose document is not here teach nothing. It is not part of {@link encode}.
   */
  learn(questions: Iterable<{ readonly text: string; readonly documentId: string }>): void {
    const tickets = new WordIndex({ ...this.#settings, similarWeight: 0 });
    let count = 0;
    for (const { text, documentId } of questions) {
      const title = this.get(documentId)?.title;
      if (title !== undefined) tickets.add(count++, title, text);
    }
    this.#tickets = count === 0 ? null : tickets;
  }

  /** How much a word counts in a query: its inverse document frequency, less for grammar. */
  wordWeight(word: string): number {
    return wordWeight(word, this.#words);
  }

  /** Everything but the documents themselves, which {@link load} wants again. */
  encode(): Uint8Array {
    const ids: (string | null)[] = new Array(this.#slots.end).fill(null);
    const fingerprints = new Uint32Array(ids.length);
    for (const [id, slot] of this.#slots.entries()) {
      ids[slot] = id;
      fingerprints[slot] = this.#fingerprintOf(this.#slots.at(slot) as Document);
    }
    return encodeIndex({ ids, fingerprints, words: this.#words.state(ids.length) });
  }

  /**
   * The index in the bytes, brought up to the given documents: those that have changed since, or
   * are new, are indexed; those that are no longer given are gone.
   * @throws AlgorithmError `data_corrupt`: not an index, of another schema version or of other
   * settings, damaged or cut. `invalid_argument` as {@link add} does.
   */
  static load<Document extends IndexedDocument>(
    bytes: Uint8Array,
    documents: Iterable<Document>,
    options: IndexOptions<Document> = {},
  ): { index: InvertedIndex<Document>; changed: number } {
    const index = new InvertedIndex<Document>(options);
    const changed = index.#load(bytes, new Map([...documents].map((one) => [one.id, one])));
    return { index, changed };
  }

  #load(bytes: Uint8Array, documents: Map<string, Document>): number {
    const { ids, fingerprints, words } = decodeIndex(bytes, this.#settings);
    const present = ids.flatMap((id, slot) => (id === null ? [] : [slot]));
    this.#words = WordIndex.from(words, present);
    this.#scores = new WordScores(this.#words);
    const gone = new Set<number>();
    ids.forEach((id, slot) => {
      const document = id === null ? undefined : documents.get(id);
      const isSame =
        document !== undefined && this.#fingerprintOf(document) >>> 0 === fingerprints[slot];
      if (document !== undefined && isSame) {
        documents.delete(document.id);
        this.#slots.placeAt(slot, document);
        const facets = this.#facetsOf(document);
        FacetIndex.check(facets);
        this.#attach(slot, document, facets);
      } else {
        this.#slots.skip();
        if (id !== null) gone.add(slot);
      }
    });
    if (gone.size > 0) this.#words.removeAll(gone);
    const dropped = [...gone].filter((slot) => !documents.has(ids[slot] ?? ''));
    const changed = dropped.length + documents.size;
    for (const document of documents.values()) this.add(document);
    return changed;
  }

  #attach(slot: number, document: Document, facets: Facets): void {
    this.#facets.add(slot, facets);
    this.#abbreviations.add(document.text);
    if (document.vector !== undefined) this.#vectors.set(slot, document.vector);
  }

  #score(query: string, allowed: SlotSet | null, enough = Number.POSITIVE_INFINITY): void {
    const groups = askedGroups(query, {
      words: this.#words,
      abbreviations: this.#abbreviations,
      tickets: this.#tickets,
    });
    this.#scores.score(groups, { count: this.#slots.end, allowed, enough });
  }

  /** The best by words that are accepted, best first. */
  #best(limit: number, accepts: (slot: number) => boolean): number[] {
    const scores = this.#scores;
    const top = new TopHits(limit, (a, b) => {
      const difference = scores.scoreOf(a) - scores.scoreOf(b);
      return difference === 0 ? this.#slots.precedes(a, b) : difference > 0;
    });
    for (const slot of scores.found) if (top.takes(slot) && accepts(slot)) top.offer(slot);
    return top.sorted();
  }

  #hit(slot: number, score: number): SearchHit<Document> {
    return { document: this.#slots.at(slot) as Document, score, ...this.#scores.reasons(slot) };
  }

  /** Words that no document holds any more are forgotten by indexing the others anew. */
  #indexAgain(): void {
    this.#words = new WordIndex(this.#settings);
    this.#scores = new WordScores(this.#words);
    for (const [, slot] of this.#slots.entries()) {
      const { title, text } = this.#slots.at(slot) as Document;
      this.#words.add(slot, title, text);
    }
  }
}
