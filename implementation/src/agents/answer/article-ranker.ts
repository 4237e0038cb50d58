import { choiceProbabilities, utility } from '#src/algorithms/choice-model.ts';
import type { SearchHit } from '#src/algorithms/search/search-types.ts';
import { TopHits } from '#src/algorithms/top-hits.ts';
import type { Millis } from '#src/foundation/time.ts';
import type { KnowledgeArticle, TrainingQuestion } from '#src/knowledge/load/content.ts';
import { holdsAt } from '#src/knowledge/load/validity.ts';
import type { RetrieverFacets } from '#src/knowledge/retrieve/retriever.ts';
import { ArticleLanguage, type LanguageFit } from './article-language.ts';
import { type ArticleProfile, measured } from './article-profile.ts';
import { focusQuestion } from './focus-question.ts';
import { KnownQuestions } from './known-questions.ts';
import { byKind, type Library } from './library.ts';
import { pickQuotes, type Quote } from './pick-quotes.ts';
import { type TermKind, type TextTerms, termKinds } from './question-terms.ts';
import type { Lookup } from './understand.ts';

/** An article that may answer, with what speaks for it. */
export interface Candidate {
  readonly article: KnowledgeArticle;
  /** In the order of {@link measureNames}. */
  readonly measures: readonly number[];
}

/** What is weighed to choose among articles. */
export const measureNames = [
  'words',
  'matchedShare',
  'titleShare',
  'bestSentence',
  'titleIntent',
  'leadIntent',
  'latentWhole',
  'latentTitle',
  'latentSentence',
  'latentQuestion',
  'languageOfWords',
  'languageOfConcepts',
  'languageOfPairs',
  'languageOfRuns',
  'titleOfConcepts',
  'titleOfRuns',
  'askedOfConcepts',
  'askedOfRuns',
  'coveredWords',
  'coveredConcepts',
  'sentenceOfConcepts',
  'followsUp',
] as const;

/** What is known of the question as a whole. */
export interface QuestionView {
  readonly candidates: readonly Candidate[];
  /** Natural logarithm of two more than its number of words. */
  readonly logLength: number;
  /** How like it is to questions that no article answers: by each kind of terms, by meaning. */
  readonly unanswerable: readonly number[];
}

export interface RankedArticle extends Candidate {
  readonly utility: number;
  /** Share of the choice among the candidates, 0–1. */
  readonly share: number;
}

/** How many candidates each source brings: by language, by words, by meaning. */
const most = { language: 5, words: 2, meaning: 2 } as const;
const readAhead = 40;
/** What having answered the question before is worth to an article, in units of utility. */
const followUpUtility = 1;

/** What may be answered from at all. */
export interface AnswerScope {
  /** When it is, for what is valid for a time alone; without it everything is valid. */
  readonly now?: () => Millis;
  /** Whom articles may be for; without it for anybody. */
  readonly audiences?: readonly string[] | undefined;
}

/** Finds the articles that may answer, by words, by concepts, by meaning and by known questions. */
export class ArticleRanker {
  readonly library: Library;
  readonly #known: KnownQuestions;
  readonly #languages: Readonly<Record<TermKind, ArticleLanguage>>;
  readonly #none: number;
  readonly #scope: AnswerScope;

  constructor(library: Library, questions: readonly TrainingQuestion[], scope: AnswerScope = {}) {
    this.library = library;
    this.#scope = scope;
    // Likeness to what only an article answers that is not here speaks for none that is.
    const asked = questions
      .filter(({ articleId }) => articleId === null || library.profiles.has(articleId))
      .map((question) => library.askedBefore(question));
    this.#known = new KnownQuestions(asked, library.space.dimensions);
    const byArticle = Map.groupBy(asked, ({ articleId }) => articleId);
    this.#languages = byKind((kind) => {
      const said = library.said[kind].map((article, row) => {
        const about = byArticle.get(library.articles[row]?.id ?? null) ?? [];
        return { ...article, asked: about.map(({ terms }) => terms[kind]) };
      });
      return new ArticleLanguage(said, library.numbers[kind]);
    });
    this.#none = library.articles.length;
  }

  /** The best quotes of an article for a question; none when there is no such article. */
  quotes(id: string, text: string): Quote[] {
    const profile = this.library.profiles.get(id);
    if (!profile) return [];
    const question = this.library.read(text);
    const terms = this.library.terms(question);
    const { asked, total } = this.#asked(terms);
    const place = this.library.space.encode(terms.topics);
    const fits = profile.fits(asked, total, place, new Set(terms.concepts));
    const { article, units } = profile;
    const isShort = article.kind === 'faq';
    return pickQuotes({ text: article.text, units, fits, question, isShort });
  }

  view(lookup: Lookup): QuestionView {
    const { retriever, space, intents } = this.library;
    const { now, audiences } = this.#scope;
    const filter = {
      validAtMs: now?.(),
      audience: audiences,
      language: this.library.languagesFor(lookup.text) ?? undefined,
    };
    const isMeant = (row: number) => isOpen(this.library.articles[row], filter);
    const text = this.#focus(this.library.read(lookup.text), isMeant);
    const terms = this.library.terms(text);
    const place = space.encode(terms.topics);
    const hits = retriever.search(text, { limit: readAhead, filter });
    const languages = byKind((kind) => this.#languages[kind].fit(terms[kind]));
    const asked = this.#asked(terms);
    const question = {
      hits: new Map(hits.map((hit) => [hit.document.id, hit])),
      ...asked,
      // Scores grow with the question's length; its weight makes long and short ones comparable.
      scoreUnit: Math.max(1, asked.total),
      languages,
      concepts: new Set(terms.concepts),
      place,
      intents: measured(intents.view(text).distribution),
      before: lookup.before,
    };
    const rows = this.#candidateRows(hits, languages, lookup, place, isMeant).filter(isMeant);
    return {
      candidates: rows.map((row) => this.#candidate(row, question)),
      logLength: Math.log(terms.words.length + 2),
      unanswerable: [
        ...termKinds.map((kind) => languages[kind].asked[this.#none] ?? 0),
        this.#known.closeness(place, null),
      ],
    };
  }

  #focus(text: string, isMeant: (row: number) => boolean): string {
    return focusQuestion(text, isMeant, (part) => {
      const { concepts } = this.library.terms(part);
      const { whole } = this.#languages.concepts.fit(concepts);
      return { byRow: whole.subarray(0, this.#none), terms: new Set(concepts).size };
    });
  }

  #candidate(row: number, question: MeasuredQuestion): Candidate {
    const { languages, place, before, scoreUnit } = question;
    const article = this.library.articles[row] as KnowledgeArticle;
    const profile = this.library.profiles.get(article.id) as ArticleProfile;
    const hit = question.hits.get(article.id);
    const intent = profile.intents(question.intents);
    const latent = profile.latent(place);
    const by = (kind: TermKind, field: keyof LanguageFit) => languages[kind][field][row] ?? 0;
    const measures = [
      (hit?.score ?? 0) / scoreUnit,
      hit?.matchedShare ?? 0,
      hit?.titleShare ?? 0,
      profile.bestSentence(question.asked, question.total),
      intent.title,
      intent.lead,
      latent.whole,
      latent.title,
      latent.sentence,
      this.#known.closeness(place, article.id),
      by('words', 'whole'),
      by('concepts', 'whole'),
      by('pairs', 'whole'),
      by('runs', 'whole'),
      by('concepts', 'title'),
      by('runs', 'title'),
      by('concepts', 'asked'),
      by('runs', 'asked'),
      by('words', 'covered'),
      by('concepts', 'covered'),
      highest(profile.languageFits(question.concepts)),
      before.has(article.id) ? 1 : 0,
    ];
    return { article, measures };
  }

  /** The words of a question by how rare they are. */
  #asked({ written, words }: TextTerms) {
    const { retriever } = this.library;
    const asked = new Map(
      words.map((word, at) => [word, retriever.wordWeight(written[at] as string)] as const),
    );
    const total = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
    return { asked, total };
  }

  #candidateRows(
    hits: readonly SearchHit<KnowledgeArticle>[],
    languages: Readonly<Record<TermKind, LanguageFit>>,
    lookup: Lookup,
    place: Float64Array,
    isMeant: (row: number) => boolean,
  ): number[] {
    const { library } = this;
    const rows = new Set<number>();
    const add = (ids: Iterable<string>) => {
      for (const id of ids) {
        const row = library.rows.get(id);
        if (row !== undefined) rows.add(row);
      }
    };
    add(lookup.before);
    add(hits.slice(0, most.words).map(({ document }) => document.id));
    for (const row of best(languages, this.#none, isMeant)) rows.add(row);
    // Nothing in common with anything: closeness in meaning alone is no reason to answer.
    if (rows.size > 0) add(library.nearest.find(place, most.meaning));
    return [...rows];
  }
}

/** A question with all that candidates are measured by. */
interface MeasuredQuestion {
  readonly hits: ReadonlyMap<string, SearchHit<KnowledgeArticle>>;
  readonly asked: ReadonlyMap<string, number>;
  readonly total: number;
  readonly scoreUnit: number;
  readonly languages: Readonly<Record<TermKind, LanguageFit>>;
  readonly concepts: ReadonlySet<string>;
  readonly place: Float64Array;
  readonly intents: ReturnType<typeof measured>;
  readonly before: ReadonlySet<string>;
}

/** Whether an article is what the search lets through too. */
function isOpen(
  article: KnowledgeArticle | undefined,
  { validAtMs, audience, language }: RetrieverFacets,
): boolean {
  if (article === undefined) return true;
  if (audience?.includes(article.audience) === false) return false;
  if (language?.includes(article.language) === false) return false;
  return validAtMs === undefined || holdsAt(article, validAtMs);
}

/** The rows of the best few by the language of all kinds, the row of no article left out. */
function best(
  languages: Readonly<Record<TermKind, LanguageFit>>,
  rows: number,
  isMeant: (row: number) => boolean,
): number[] {
  const { words, concepts, pairs, runs } = languages;
  const fits = concepts.whole.map(
    (fit, row) =>
      fit +
      (words.whole[row] as number) +
      (pairs.whole[row] as number) +
      (runs.whole[row] as number),
  );
  const top = new TopHits(most.language, (a, b) => {
    const difference = (fits[a] as number) - (fits[b] as number);
    return difference === 0 ? a < b : difference > 0;
  });
  for (let row = 0; row < rows; row++) {
    if ((fits[row] as number) > 0 && isMeant(row)) top.offer(row);
  }
  return top.sorted();
}

function highest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** The candidates, best first; equal ones by id. */
export function rank(
  candidates: readonly Candidate[],
  weights: readonly number[],
): RankedArticle[] {
  const utilities = candidates.map(({ measures }) => utility(weights, measures));
  const shares = choiceProbabilities(utilities);
  return candidates
    .map((candidate, index) => {
      return { ...candidate, utility: utilities[index] ?? 0, share: shares[index] ?? 0 };
    })
    .sort((a, b) => b.utility - a.utility || (a.article.id < b.article.id ? -1 : 1));
}

/** Weights with the one that no training question can teach: they are all first questions. */
export const withFollowUp = (learned: readonly number[]): number[] => [
  ...learned.slice(0, measureNames.length - 1),
  followUpUtility,
];
