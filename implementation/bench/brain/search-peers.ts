import type { RetrievableDocument } from '#src/knowledge/retrieve/retriever.ts';
import { loadPeer } from './peers.ts';
import type { SearchEngine } from './search-engine.ts';

/**
 * Other search engines, each with the documented options that did best on StackFAQ: what was tried
 * stands in docs/measurements.md. Packages are loaded by the engine that needs them.
 */
export const searchPeers: readonly SearchEngine[] = [
  miniSearch('MiniSearch', 'stemmed, stop words left out, title × 2', {}),
  miniSearch('MiniSearch, typos', 'the same; prefix and fuzzy 0.2 for words over 4 letters', {
    prefix: (term) => term.length > 4,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    weights: { fuzzy: 0.1, prefix: 0.2 },
  }),
  {
    name: 'Orama',
    packageName: '@orama/orama',
    setting: 'BM25, stemmed, stop words left out, title × 4, threshold 1 (any word), tolerance 0',
    build: buildOrama,
  },
  {
    name: 'FlexSearch',
    packageName: 'flexsearch',
    setting: 'Document; LatinBalance and English encoders, strict, suggest (any word), merged',
    build: buildFlexSearch,
  },
  {
    name: 'Lunr',
    packageName: 'lunr',
    setting: 'default pipeline (trimmer, stop words, stemmer), title × 2',
    build: buildLunr,
  },
];

interface FoundId {
  readonly id: string;
}

/** Orama's lists of stop words and its stemmer serve MiniSearch too, which brings none. */
const englishWords = () => ({
  stopWords: loadPeer<{ stopwords: string[] }>('@orama/stopwords/english').stopwords,
  stemmer: loadPeer<{ stemmer: (word: string) => string }>('@orama/stemmers/english').stemmer,
});

interface MiniSearchOptions {
  readonly prefix?: (term: string) => boolean;
  readonly fuzzy?: (term: string) => number | false;
  readonly weights?: { readonly fuzzy: number; readonly prefix: number };
}

type MiniSearch = new (
  options: object,
) => {
  add(document: RetrievableDocument): void;
  search(query: string): FoundId[];
};

function miniSearch(name: string, setting: string, options: MiniSearchOptions): SearchEngine {
  return {
    name,
    setting,
    packageName: 'minisearch',
    build(documents) {
      const { stopWords, stemmer } = englishWords();
      const stop = new Set(stopWords);
      const index = new (loadPeer<MiniSearch>('minisearch'))({
        fields: ['title', 'text'],
        processTerm(term: string) {
          const word = term.toLowerCase();
          return stop.has(word) ? null : stemmer(word);
        },
        searchOptions: { boost: { title: 2 }, ...options },
      });
      for (const document of documents) index.add(document);
      return { search: (query, limit) => idsOf(index.search(query).slice(0, limit)) };
    },
  };
}

interface Orama {
  create(options: object): object;
  insert(database: object, document: object): unknown;
  search(database: object, query: object): { hits: { document: FoundId }[] };
}

function buildOrama(documents: readonly RetrievableDocument[]) {
  const { create, insert, search } = loadPeer<Orama>('@orama/orama');
  const { stopWords } = englishWords();
  const database = create({
    schema: { id: 'string', title: 'string', text: 'string' },
    components: { tokenizer: { language: 'english', stemming: true, stopWords } },
  });
  for (const document of documents) insert(database, document);
  const properties = ['title', 'text'];
  return {
    search(term: string, limit: number) {
      const query = { term, limit, properties, boost: { title: 4 }, threshold: 1, tolerance: 0 };
      return idsOf(search(database, query).hits.map(({ document }) => document));
    },
  };
}

interface FlexSearch {
  readonly Charset: { readonly LatinBalance: object };
  readonly Encoder: new (...options: object[]) => object;
  readonly Document: new (
    options: object,
  ) => {
    add(document: object): unknown;
    search(query: string, options: object): FoundId[];
  };
}

function buildFlexSearch(documents: readonly RetrievableDocument[]) {
  const { Document, Encoder, Charset } = loadPeer<FlexSearch>('flexsearch');
  const english = loadPeer<object>('flexsearch/lang/en');
  const index = new Document({
    document: { id: 'id', index: ['title', 'text'] },
    encoder: new Encoder(Charset.LatinBalance, english),
    tokenize: 'strict',
  });
  for (const document of documents) index.add(document);
  const options = { suggest: true, merge: true };
  return {
    search: (query: string, limit: number) =>
      idsOf(index.search(query, { ...options, limit })).slice(0, limit),
  };
}

interface LunrBuilder {
  ref(name: string): void;
  field(name: string, options?: { boost: number }): void;
  add(document: object): void;
}

interface Lunr {
  (
    configure: (this: LunrBuilder) => void,
  ): {
    query(build: (query: { term(terms: unknown): void }) => void): { ref: string }[];
  };
  tokenizer(text: string): unknown;
}

function buildLunr(documents: readonly RetrievableDocument[]) {
  const lunr = loadPeer<Lunr>('lunr');
  const index = lunr(function () {
    this.ref('id');
    this.field('title', { boost: 2 });
    this.field('text');
    for (const document of documents) this.add(document);
  });
  return {
    // Its query language gives marks like ~ and : a meaning, which in a customer's words they lack.
    search: (query: string, limit: number) =>
      index
        .query((one) => one.term(lunr.tokenizer(query)))
        .slice(0, limit)
        .map(({ ref }) => ref),
  };
}

const idsOf = (hits: readonly FoundId[]): string[] => hits.map(({ id }) => String(id));
