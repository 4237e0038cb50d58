/** What is said about an article, by the numbers of its terms. */
export interface SaidAbout {
  readonly title: Int32Array;
  readonly text: Int32Array;
  /** Each a question that it answers. */
  readonly asked: readonly Int32Array[];
}

/** The sources in a posting, in their order. */
export const sources = { title: 0, text: 1, asked: 2 } as const;
const sourceCount = 3;

/**
 * How often each term is said about each article. In typed arrays, filled in two passes: the same
 * articles are counted again for every part of the questions that is held out.
 */
export class LanguageCounts {
  /** Postings of a term: from its own start to the next one's. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly #counts: Int32Array;
  readonly #lengths: Int32Array;
  /** How often each term occurs, and in how many texts. */
  readonly occurrences: Int32Array;
  readonly inTexts: Int32Array;
  allOccurrences = 0;
  allTexts = 0;

  constructor(articles: readonly SaidAbout[], terms: number) {
    this.occurrences = new Int32Array(terms);
    this.inTexts = new Int32Array(terms);
    this.#lengths = new Int32Array(articles.length * sourceCount);
    this.starts = new Int32Array(terms + 1);
    const lastRow = new Int32Array(terms).fill(-1);
    visit(articles, (term, row) => {
      if (lastRow[term] === row) return;
      lastRow[term] = row;
      this.starts[term + 1] = (this.starts[term + 1] as number) + 1;
    });
    for (let term = 0; term < terms; term++) {
      this.starts[term + 1] = (this.starts[term + 1] as number) + (this.starts[term] as number);
    }
    const size = this.starts[terms] as number;
    this.rows = new Int32Array(size);
    this.#counts = new Int32Array(size * sourceCount);
    this.#fill(articles, lastRow.fill(-1));
  }

  #fill(articles: readonly SaidAbout[], lastRow: Int32Array): void {
    const next = this.starts.slice();
    const lastText = new Int32Array(lastRow.length).fill(-1);
    const raise = (values: Int32Array, at: number) => {
      values[at] = (values[at] as number) + 1;
    };
    visit(articles, (term, row, source, text) => {
      if (lastRow[term] !== row) {
        lastRow[term] = row;
        this.rows[next[term] as number] = row;
        raise(next, term);
      }
      raise(this.#counts, ((next[term] as number) - 1) * sourceCount + source);
      raise(this.#lengths, row * sourceCount + source);
      raise(this.occurrences, term);
      if (lastText[term] !== text) raise(this.inTexts, term);
      lastText[term] = text;
      this.allOccurrences += 1;
      this.allTexts = text + 1;
    });
  }

  /** Which share of a source of its article the term of a posting has, 0–1. */
  share(posting: number, source: number): number {
    const count = this.#counts[posting * sourceCount + source] as number;
    const row = this.rows[posting] as number;
    return count === 0 ? 0 : count / (this.#lengths[row * sourceCount + source] as number);
  }
}

function visit(
  articles: readonly SaidAbout[],
  each: (term: number, row: number, source: number, text: number) => void,
): void {
  let text = 0;
  const read = (terms: Int32Array, row: number, source: number) => {
    for (const term of terms) each(term, row, source, text);
    text += 1;
  };
  articles.forEach(({ title, text: body, asked }, row) => {
    read(title, row, sources.title);
    read(body, row, sources.text);
    for (const question of asked) read(question, row, sources.asked);
  });
}
