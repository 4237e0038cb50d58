import { createRetriever, type RetrievableDocument } from '#src/knowledge/retrieve/retriever.ts';

export interface SearchIndex {
  /** Ids of the best documents, best first. */
  search(query: string, limit: number): readonly string[];
}

export interface SearchEngine {
  readonly name: string;
  /** Where it differs from its defaults, for whoever reads the figures. */
  readonly setting: string;
  /** Null for our own. */
  readonly packageName: string | null;
  build(documents: readonly RetrievableDocument[]): SearchIndex;
}

/** The desk's retriever in the desk's configuration. */
export const ourRetriever: SearchEngine = {
  name: 'ours',
  setting: 'as the desk uses it',
  packageName: null,
  build(documents) {
    const retriever = createRetriever(documents);
    return {
      search: (query, limit) =>
        retriever.search(query, { limit }).map(({ document }) => document.id),
    };
  },
};
