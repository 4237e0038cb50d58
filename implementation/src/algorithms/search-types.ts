/** What the index reads of a document. */
export interface IndexedDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface IndexSettings {
  /** BM25: how soon repetition stops to count. */
  readonly saturation: number;
  /** BM25: how much longer fields are discounted, 0–1. */
  readonly titleLengthWeight: number;
  readonly textLengthWeight: number;
  readonly titleWeight: number;
  readonly textWeight: number;
  /** Weight of runs of characters inside words, which forgive typos and endings. */
  readonly titleRunWeight: number;
  readonly textRunWeight: number;
  /** 0: no runs are kept, and a typo finds nothing. */
  readonly runLength: number;
  /** Factor on the weight of words that carry grammar. */
  readonly functionWordWeight: number;
  /** Added, as a share of the score, when the title holds every content word of the query. */
  readonly fullTitleBonus: number;
}

/** The configuration of the desk. */
export const indexDefaults: IndexSettings = {
  saturation: 1.2,
  titleLengthWeight: 0.75,
  textLengthWeight: 0.75,
  titleWeight: 1,
  textWeight: 1,
  titleRunWeight: 1,
  textRunWeight: 0.1,
  runLength: 4,
  functionWordWeight: 0.5,
  fullTitleBonus: 0.1,
};

/** Why a document was found. */
export interface SearchHit<Document extends IndexedDocument> {
  readonly document: Document;
  readonly score: number;
  /** The score's parts: whole words and runs of characters, per field; they add up with `bonus`. */
  readonly parts: {
    readonly title: number;
    readonly text: number;
    readonly titleRuns: number;
    readonly textRuns: number;
    readonly bonus: number;
  };
  /** Share of the query's weight, by inverse document frequency, that occurs in the document. */
  readonly matchedShare: number;
  /** The same share, counting the title only. */
  readonly titleShare: number;
  /** Share of the title's words that the query holds. */
  readonly titleCoverage: number;
}

export interface SearchOptions<Document> {
  /** How many hits at most; 10 unless told. */
  readonly limit?: number;
  /** Asked for every candidate, inside the search: what it refuses never takes a hit's place. */
  readonly filter?: (document: Document) => boolean;
}
