/** What the index reads of a document. */
export interface IndexedDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Embedding; all of an index come from one model. */
  readonly vector?: ArrayLike<number> | undefined;
}

export interface IndexSettings {
  /** BM25: how soon repetition stops to count. */
  readonly saturation: number;
  /** BM25: how much longer fields are discounted, 0–1. */
  readonly titleLengthWeight: number;
  readonly textLengthWeight: number;
  readonly titleWeight: number;
  readonly textWeight: number;
  /** Factor on the weight of words that carry grammar, or with which people ask. */
  readonly functionWordWeight: number;
  /** What a title that says the same as the query is worth, in weights of the query's words. */
  readonly titleLikenessWeight: number;
  /** Weight of a word that is only spelled like the one asked for; 0: a typo finds nothing. */
  readonly similarWeight: number;
  /** How like it must be (Dice's coefficient of runs of characters), 0–1. */
  readonly similarAtLeast: number;
  /** How many such words are looked for, the most alike. */
  readonly similarMost: number;
  /** Weight of a word that titles, or tickets, use for the one asked for; 0: none is learnt. */
  readonly associateWeight: number;
  /** How close it must be (normalised pointwise mutual information), 0–1. */
  readonly associateAtLeast: number;
  /** How many such words count, the closest. */
  readonly associateMost: number;
  /** Weight of an abbreviation for what it is short for, and the other way round. */
  readonly abbreviationWeight: number;
}

/** The configuration of the desk; docs/decisions/0026-retriever.md says how it was chosen. */
export const indexDefaults: IndexSettings = {
  saturation: 1.2,
  titleLengthWeight: 0.75,
  textLengthWeight: 0.75,
  titleWeight: 1,
  textWeight: 1,
  functionWordWeight: 0.5,
  titleLikenessWeight: 3,
  similarWeight: 0.6,
  similarAtLeast: 0.45,
  similarMost: 20,
  associateWeight: 0.5,
  associateAtLeast: 0.3,
  associateMost: 5,
  abbreviationWeight: 0.6,
};

/** Why a document was found. */
export interface SearchHit<Document extends IndexedDocument> {
  readonly document: Document;
  readonly score: number;
  /** The score's parts; they add up. */
  readonly parts: {
    readonly title: number;
    readonly text: number;
    /** That the title as a whole is like the query. */
    readonly likeness: number;
  };
  /** Share of the query's weight, by inverse document frequency, that occurs in the document. */
  readonly matchedShare: number;
  /** The same share, counting the title only. */
  readonly titleShare: number;
  /** Share of the title's words that the query holds; those of grammar count less. */
  readonly titleCoverage: number;
}
