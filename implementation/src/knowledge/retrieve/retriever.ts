import { InvertedIndex } from '#src/algorithms/inverted-index.ts';
import {
  type IndexSettings,
  indexDefaults,
  type SearchHit,
  type SearchOptions,
} from '#src/algorithms/search-types.ts';
import { type Passage, passages } from './passages.ts';

/** What a retriever needs of an article; callers bring more and get it back with each hit. */
export interface RetrievableDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** BCP 47 tag, for filters. */
  readonly language?: string | undefined;
  readonly tenant?: string | undefined;
}

export type RetrieverHit<Document extends RetrievableDocument> = SearchHit<Document>;

export interface RetrieverOptions {
  readonly index?: Partial<IndexSettings>;
}

/** A filter: an attribute each document must have, or a question asked of each. */
export type RetrieverFilter<Document extends RetrievableDocument> =
  | { readonly language?: string; readonly tenant?: string }
  | ((document: Document) => boolean);

/**
 * Finds the articles that answer a question. The one retriever of the desk: the command line
 * measures this class in the configuration that customers meet.
 *
 * Documents of several tenants can share one retriever under a filter, but word frequencies are
 * then counted over all of them: give each tenant its own where that matters.
 */
export class Retriever<Document extends RetrievableDocument = RetrievableDocument> {
  readonly #index: InvertedIndex<Document>;

  constructor(options: RetrieverOptions = {}) {
    this.#index = new InvertedIndex<Document>({ ...indexDefaults, ...options.index });
  }

  get size(): number {
    return this.#index.size;
  }

  get(id: string): Document | undefined {
    return this.#index.get(id);
  }

  /** Adds a document; one with the same id is replaced. */
  add(document: Document): void {
    this.#index.add(document);
  }

  /** Replaces the document with the same id; false, and nothing is added, when there is none. */
  update(document: Document): boolean {
    if (this.#index.get(document.id) === undefined) return false;
    this.#index.add(document);
    return true;
  }

  /** False when there is no such document. */
  remove(id: string): boolean {
    return this.#index.remove(id);
  }

  /** The best documents first; equal scores by id. A query without a known word finds nothing. */
  search(
    query: string,
    options: { readonly limit?: number; readonly filter?: RetrieverFilter<Document> } = {},
  ): RetrieverHit<Document>[] {
    const { limit, filter } = options;
    const search: SearchOptions<Document> = {
      ...(limit === undefined ? {} : { limit }),
      ...(filter === undefined ? {} : { filter: predicate(filter) }),
    };
    return this.#index.search(query, search);
  }

  /** How much a word counts in a query: its inverse document frequency, less for grammar. */
  wordWeight(word: string): number {
    return this.#index.wordWeight(word);
  }

  /**
   * The sentences of a document, each an exact substring of its text, those that share most with
   * the query first; equal ones in the order of the text. Empty when there is no such document.
   */
  passages(id: string, query: string, limit = 3): Passage[] {
    const document = this.#index.get(id);
    if (document === undefined) return [];
    return passages(document.text, query, (word) => this.#index.wordWeight(word)).slice(0, limit);
  }
}

/** A retriever over the given documents; of two with one id the later counts. */
export function createRetriever<Document extends RetrievableDocument>(
  documents: Iterable<Document>,
  options: RetrieverOptions = {},
): Retriever<Document> {
  const retriever = new Retriever<Document>(options);
  for (const document of documents) retriever.add(document);
  return retriever;
}

function predicate<Document extends RetrievableDocument>(
  filter: RetrieverFilter<Document>,
): (document: Document) => boolean {
  if (typeof filter === 'function') return filter;
  const { language, tenant } = filter;
  return (document) =>
    (language === undefined || document.language === language) &&
    (tenant === undefined || document.tenant === tenant);
}
