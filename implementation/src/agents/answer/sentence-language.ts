import { type ArticleLanguage, languageShares } from './article-language.ts';

/** What a sentence counts for beside its article, its title and the language of everybody. */
const shares = { sentence: 0.5, text: 0.2, title: 0.1, rest: languageShares.rest } as const;
/** So many terms that say nothing are added to each sentence: a short one is no surer than a long. */
const padding = 5;

interface Places {
  /** What every sentence of the article gains by the term. */
  readonly everywhere: number;
  /** What some gain beyond that: sentence, gain, sentence, gain, … */
  readonly beyond: number[];
}

/** A language model for each sentence of an article, as {@link ArticleLanguage} is of articles. */
export class SentenceLanguage {
  readonly #count: number;
  readonly #places = new Map<string, Places>();

  constructor(
    sentences: readonly (readonly string[])[],
    title: readonly string[],
    text: readonly string[],
    language: Pick<ArticleLanguage, 'everybody'>,
  ) {
    this.#count = sentences.length;
    const inTitle = countsOf(title);
    const inText = countsOf(text);
    for (const term of new Set([...title, ...text, ...sentences.flat()])) {
      const rest = shares.rest * Math.max(language.everybody(term), Number.EPSILON);
      const common =
        (shares.text * (inText.get(term) ?? 0)) / Math.max(1, text.length) +
        (shares.title * (inTitle.get(term) ?? 0)) / Math.max(1, title.length);
      this.#places.set(term, { everywhere: Math.log1p(common / rest), beyond: [] });
    }
    sentences.forEach((terms, sentence) => {
      for (const [term, count] of countsOf(terms)) {
        const places = this.#places.get(term) as Places;
        const rest = shares.rest * Math.max(language.everybody(term), Number.EPSILON);
        const own = (shares.sentence * count) / (terms.length + padding);
        const common = Math.expm1(places.everywhere);
        places.beyond.push(sentence, Math.log1p(common + own / rest) - places.everywhere);
      }
    });
  }

  /** How much likelier each sentence makes the terms than everybody's language does. */
  fits(terms: ReadonlySet<string>): Float64Array {
    const fits = new Float64Array(this.#count);
    let everywhere = 0;
    for (const term of terms) {
      const places = this.#places.get(term);
      if (!places) continue;
      everywhere += places.everywhere;
      const { beyond } = places;
      for (let at = 0; at < beyond.length; at += 2) {
        const sentence = beyond[at] as number;
        fits[sentence] = (fits[sentence] as number) + (beyond[at + 1] as number);
      }
    }
    const root = Math.sqrt(Math.max(1, terms.size));
    for (let sentence = 0; sentence < fits.length; sentence++) {
      fits[sentence] = ((fits[sentence] as number) + everywhere) / root;
    }
    return fits;
  }
}

function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
