import { choiceProbabilities, utility } from '#src/algorithms/choice-model.ts';
import { LatentSpace } from '#src/algorithms/latent-space.ts';
import type { SearchHit } from '#src/algorithms/search/search-types.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { KnowledgeArticle, TrainingQuestion } from '#src/knowledge/load/content.ts';
import { createRetriever, type Retriever } from '#src/knowledge/retrieve/retriever.ts';
import type { IntentModel } from '../classify/intent-model.ts';
import { ArticleProfile, measured } from './article-profile.ts';
import { Concepts } from './concepts.ts';
import { englishConcepts } from './english-concepts.ts';
import { KnownQuestions } from './known-questions.ts';
import { NearestArticles } from './nearest-articles.ts';
import { pickQuotes, type Quote } from './pick-quotes.ts';
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
  'knownQuestion',
  'titleIntent',
  'leadIntent',
  'concepts',
  'conceptTitleShare',
  'latentWhole',
  'latentTitle',
  'latentSentence',
  'latentQuestion',
  'followsUp',
] as const;

/** What is known of the question as a whole. */
export interface QuestionView {
  readonly candidates: readonly Candidate[];
  /** Natural logarithm of two more than its number of words. */
  readonly logLength: number;
  /** How close it is to questions that no article answers. */
  readonly unanswerableScore: number;
  readonly unanswerableCloseness: number;
}

export interface RankedArticle extends Candidate {
  readonly utility: number;
  /** Share of the choice among the candidates, 0–1. */
  readonly share: number;
}

const perSource = 5;
const readAhead = 40;
/** What having answered the question before is worth to an article, in units of utility. */
const followUpUtility = 1;

/** Finds the articles that may answer, by words, by concepts, by meaning and by known questions. */
export class ArticleRanker {
  readonly retriever: Retriever<KnowledgeArticle>;
  readonly #byConcept: Retriever<{ id: string; title: string; text: string }>;
  readonly #profiles = new Map<string, ArticleProfile>();
  readonly #concepts = new Concepts(englishConcepts);
  readonly #space: LatentSpace;
  readonly #known: KnownQuestions;
  readonly #nearest: NearestArticles;
  readonly #intents: IntentModel;

  constructor(
    articles: readonly KnowledgeArticle[],
    questions: readonly TrainingQuestion[],
    intents: IntentModel,
  ) {
    const concepts = this.#concepts;
    this.#intents = intents;
    this.retriever = createRetriever(articles);
    this.#byConcept = createRetriever(
      articles.map(({ id, title, text }) => {
        return { id, title: concepts.terms(title).join(' '), text: concepts.terms(text).join(' ') };
      }),
      // Names of concepts have no typos, and what they are spelled like means nothing.
      { index: { similarWeight: 0 } },
    );
    this.#space = LatentSpace.fit(
      articles.flatMap((article) => latentDocuments(article, concepts)),
    );
    // Likeness to what only an article answers that is not here speaks for none that is.
    const ids = new Set(articles.map(({ id }) => id));
    const known = questions.filter(({ articleId }) => articleId === null || ids.has(articleId));
    this.#known = new KnownQuestions(known, concepts, this.#space);
    const tools = { concepts, space: this.#space, intents };
    for (const article of articles) {
      this.#profiles.set(article.id, new ArticleProfile(article, tools));
    }
    this.#nearest = new NearestArticles([...this.#profiles.values()], this.#space.dimensions);
  }

  /** The best quotes of an article for a question; none when there is no such article. */
  quotes(id: string, text: string): Quote[] {
    const profile = this.#profiles.get(id);
    if (!profile) return [];
    const { asked, total } = this.#asked(text);
    const fits = profile.fits(asked, total, this.#space.encode(this.#concepts.topics(text)));
    const { article, units } = profile;
    const isShort = article.kind === 'faq';
    return pickQuotes({ text: article.text, units, fits, question: text, isShort });
  }

  /** `except` leaves a question of training out of what is known. */
  view(lookup: Lookup, except?: TrainingQuestion): QuestionView {
    const { text } = lookup;
    const place = this.#space.encode(this.#concepts.topics(text));
    const byWord = this.retriever.search(text, { limit: readAhead });
    const conceptText = this.#concepts.terms(text).join(' ');
    const byConcept = this.#byConcept.search(conceptText, { limit: readAhead });
    const likeness = this.#known.likeness(text, except);
    const { asked, total, count } = this.#asked(text);
    // Scores grow with the question's length; its weight makes long and short ones comparable.
    const scoreUnit = Math.max(1, total);
    const wordHits = new Map(byWord.map((hit) => [hit.document.id, hit]));
    const conceptHits = new Map(byConcept.map((hit) => [hit.document.id, hit]));
    const intents = measured(this.#intents.view(text).distribution);
    const candidates = this.#candidateIds(byWord, byConcept, likeness.scores, lookup, place).map(
      (profile): Candidate => {
        const { id } = profile.article;
        const hit = wordHits.get(id);
        const concept = conceptHits.get(id);
        const intent = profile.intents(intents);
        const latent = profile.latent(place);
        const measures = [
          (hit?.score ?? 0) / scoreUnit,
          hit?.matchedShare ?? 0,
          hit?.titleShare ?? 0,
          profile.bestSentence(asked, total),
          (likeness.scores.get(id) ?? 0) / scoreUnit,
          intent.title,
          intent.lead,
          (concept?.score ?? 0) / scoreUnit,
          concept?.titleShare ?? 0,
          latent.whole,
          latent.title,
          latent.sentence,
          this.#known.closeness(place, id, except),
          lookup.before.has(id) ? 1 : 0,
        ];
        return { article: profile.article, measures };
      },
    );
    const unanswerableScore = likeness.unanswerableScore / scoreUnit;
    const unanswerableCloseness = this.#known.closeness(place, null, except);
    const logLength = Math.log(count + 2);
    return {
      candidates,
      logLength,
      unanswerableScore,
      unanswerableCloseness,
    };
  }

  /** The words of a question by how rare they are, and how many it has. */
  #asked(text: string) {
    const asked = new Map<string, number>();
    const found = words(text);
    for (const word of found) asked.set(stem(word), this.retriever.wordWeight(word));
    const total = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
    return { asked, total, count: found.length };
  }

  #candidateIds(
    byWord: readonly SearchHit<KnowledgeArticle>[],
    byConcept: readonly SearchHit<{ id: string; title: string; text: string }>[],
    known: ReadonlyMap<string, number>,
    lookup: Lookup,
    place: Float64Array,
  ): ArticleProfile[] {
    const ids = new Set<string>(lookup.before);
    for (const hit of byWord.slice(0, perSource)) ids.add(hit.document.id);
    for (const hit of byConcept.slice(0, perSource)) ids.add(hit.document.id);
    const likest = [...known].toSorted((a, b) => b[1] - a[1]).slice(0, perSource);
    for (const [id] of likest) ids.add(id);
    // Nothing in common with anything: closeness in meaning alone is no reason to answer.
    if (ids.size === 0) return [];
    for (const id of this.#nearest.find(place, perSource)) ids.add(id);
    return [...ids].flatMap((id) => this.#profiles.get(id) ?? []);
  }
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

function latentDocuments(article: KnowledgeArticle, concepts: Concepts): string[][] {
  const { title, text, sections } = article;
  const parts = sections.map(({ headings, start, end }) =>
    concepts.topics(`${title}\n${headings.join(' ')}\n${text.slice(start, end)}`),
  );
  return [...parts, concepts.topics(`${title}\n${title}`)];
}
