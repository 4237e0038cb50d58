import {
  type IndexOptions,
  InvertedIndex,
  type SearchOptions,
} from '#src/algorithms/search/inverted-index.ts';
import type { IndexSettings, SearchHit } from '#src/algorithms/search/search-types.ts';
import { hashText } from '#src/algorithms/text/hash.ts';
import { type Passage, passages } from './passages.ts';

/** What a retriever needs of an article; callers bring more and get it back with each hit. */
export interface RetrievableDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly tenant?: string | undefined;
  /** BCP 47 tag. */
  readonly language?: string | undefined;
  readonly product?: string | readonly string[] | undefined;
  readonly audience?: string | readonly string[] | undefined;
  /** Milliseconds since 1970: from when it holds, and until when (excluded); always unless told. */
  readonly validFromMs?: number | undefined;
  readonly validUntilMs?: number | undefined;
  /** SHA-256 of title and text in hex, where the caller has it: saves reading them at a load. */
  readonly contentHash?: string | undefined;
  /** Embedding; all documents of a tenant have theirs from one model. */
  readonly vector?: ArrayLike<number> | undefined;
}

export type RetrieverHit<Document extends RetrievableDocument> = SearchHit<Document>;

export interface RetrieverOptions {
  readonly index?: Partial<IndexSettings>;
}

/** What must hold of a document; of several values any one. What is left out is not asked. */
export interface RetrieverFacets {
  readonly tenant?: string | undefined;
  readonly language?: string | readonly string[] | undefined;
  readonly product?: string | readonly string[] | undefined;
  readonly audience?: string | readonly string[] | undefined;
  readonly validAtMs?: number | undefined;
}

/** A filter: what each document must have, or a question asked of each. */
export type RetrieverFilter<Document extends RetrievableDocument> =
  | RetrieverFacets
  | ((document: Document) => boolean);

export interface RetrieverSearch<Document extends RetrievableDocument> {
  /** How many hits at most; 10 unless told. */
  readonly limit?: number;
  /** Holds inside the search: what it refuses never takes a hit's place. */
  readonly filter?: RetrieverFilter<Document>;
  /** The query's embedding, weighed beside its words. */
  readonly vector?: ArrayLike<number>;
}

const noTenant = '';

/**
 * Finds the articles that answer a question. The one retriever of the desk: the command line
 * measures this class in the configuration that customers meet.
 *
 * Each tenant has an index of its own: neither what a word is worth nor what it resembles tells
 * anything of another's documents, and an id means one document per tenant.
 */
export class Retriever<Document extends RetrievableDocument = RetrievableDocument> {
  readonly #options: IndexOptions<Document>;
  readonly #indexes = new Map<string, InvertedIndex<Document>>();

  constructor(options: RetrieverOptions = {}) {
    this.#options = indexOptions(options);
  }

  get size(): number {
    return [...this.#indexes.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get(id: string, tenant = noTenant): Document | undefined {
    return this.#indexes.get(tenant)?.get(id);
  }

  /**
   * Adds a document; the one of its tenant with the same id is replaced.
   * @throws AlgorithmError `invalid_argument`, and nothing has changed: a vector of other dimensions
   * than the others, a validity that is no instant.
   */
  add(document: Document): void {
    const tenant = document.tenant ?? noTenant;
    const index = this.#indexes.get(tenant) ?? new InvertedIndex<Document>(this.#options);
    index.add(document);
    this.#indexes.set(tenant, index);
  }

  /** Replaces the document with the same id; false, and nothing is added, when there is none. */
  update(document: Document): boolean {
    if (this.get(document.id, document.tenant) === undefined) return false;
    this.add(document);
    return true;
  }

  /** False when there is no such document. */
  remove(id: string, tenant = noTenant): boolean {
    return this.#indexes.get(tenant)?.remove(id) ?? false;
  }

  /**
   * The best documents first; equal scores by id. A query without a known word, or a word like one,
   * finds nothing unless it brings a vector. Without a tenant in the filter all are searched, each
   * by its own measure.
   * @throws AlgorithmError `invalid_argument`: a vector of other dimensions than the documents'.
   */
  search(query: string, options: RetrieverSearch<Document> = {}): RetrieverHit<Document>[] {
    const { limit = 10, filter = {}, vector } = options;
    const search: SearchOptions<Document> = {
      limit,
      ...(vector && { vector }),
      ...(typeof filter === 'function' ? { accept: filter } : { filter: facetFilter(filter) }),
    };
    const tenant = typeof filter === 'function' ? undefined : filter.tenant;
    const indexes = tenant === undefined ? [...this.#indexes.values()] : this.#indexesOf(tenant);
    const [first, ...others] = indexes.map((index) => index.search(query, search));
    if (first === undefined || others.length === 0) return first ?? [];
    return [first, ...others].flat().sort(byScore).slice(0, limit);
  }

  /**
   * Learns from answered questions what else customers call the things in the titles of a tenant's
   * documents, in place of what it learnt before; to be told again after {@link load}.
   */
  learn(
    questions: Iterable<{ readonly text: string; readonly documentId: string }>,
    tenant = noTenant,
  ): void {
    this.#indexes.get(tenant)?.learn(questions);
  }

  /** How much a word counts in a query: its inverse document frequency, less for grammar. */
  wordWeight(word: string, tenant = noTenant): number {
    return this.#indexes.get(tenant)?.wordWeight(word) ?? 0;
  }

  /**
   * The sentences of a document, each an exact substring of its text, those that share most with
   * the query first; equal ones in the order of the text. Empty when there is no such document.
   */
  passages(id: string, query: string, limit = 3, tenant = noTenant): Passage[] {
    const index = this.#indexes.get(tenant);
    const document = index?.get(id);
    if (index === undefined || document === undefined) return [];
    return passages(document.text, query, (word) => index.wordWeight(word)).slice(0, limit);
  }

  /** The index of a tenant, without its documents, as bytes for {@link load}. */
  encode(tenant = noTenant): Uint8Array {
    const index = this.#indexes.get(tenant) ?? new InvertedIndex<Document>(this.#options);
    return index.encode();
  }

  /**
   * Takes a tenant's documents with the index that was kept of them, in place of those it has.
   * Documents that have changed since are indexed anew. Returns how many those were.
   * @throws AlgorithmError `data_corrupt`, and nothing has changed: not an index, of another
   * schema version or of other settings, damaged or cut. `invalid_argument` as {@link add} does.
   */
  load(bytes: Uint8Array, documents: Iterable<Document>, tenant = noTenant): number {
    const { index, changed } = InvertedIndex.load(bytes, documents, this.#options);
    this.#indexes.set(tenant, index);
    return changed;
  }

  #indexesOf(tenant: string): InvertedIndex<Document>[] {
    const index = this.#indexes.get(tenant);
    return index === undefined ? [] : [index];
  }
}

/** A retriever over the given documents; of two with one id and tenant the later counts. */
export function createRetriever<Document extends RetrievableDocument>(
  documents: Iterable<Document>,
  options: RetrieverOptions = {},
): Retriever<Document> {
  const retriever = new Retriever<Document>(options);
  for (const document of documents) retriever.add(document);
  return retriever;
}

function indexOptions<Document extends RetrievableDocument>(
  options: RetrieverOptions,
): IndexOptions<Document> {
  return {
    ...(options.index && { settings: options.index }),
    facetsOf: ({ language, product, audience, validFromMs, validUntilMs }) => {
      return { attributes: { language, product, audience }, validFromMs, validUntilMs };
    },
    fingerprintOf: ({ title, text, contentHash }) =>
      contentHash?.length === 64
        ? Number.parseInt(contentHash.slice(0, 8), 16)
        : hashText(text, hashText(title)),
  };
}

function facetFilter({ language, product, audience, validAtMs }: RetrieverFacets) {
  return { attributes: { language, product, audience }, validAtMs };
}

function byScore(
  { document: a, score: ofA }: SearchHit<RetrievableDocument>,
  { document: b, score: ofB }: SearchHit<RetrievableDocument>,
): number {
  if (ofA !== ofB) return ofB - ofA;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return (a.tenant ?? noTenant) < (b.tenant ?? noTenant) ? -1 : 1;
}
