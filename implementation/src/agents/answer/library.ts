import { LatentSpace } from '#src/algorithms/latent-space.ts';
import { Spelling } from '#src/algorithms/search/spelling.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import { type AlsoAnswered, answersOf } from '#src/knowledge/load/also-answered.ts';
import type { KnowledgeArticle, TrainingQuestion } from '#src/knowledge/load/content.ts';
import type { Retriever } from '#src/knowledge/retrieve/retriever.ts';
import { cachedRetriever } from '../cached-retriever.ts';
import type { IntentModel } from '../classify/intent-model.ts';
import { type ModelCache, noCache } from '../model-cache.ts';
import { baseLanguage, LanguageReader } from '../reading/language-reader.ts';
import { withoutCourtesies } from '../reading/without-courtesies.ts';
import { ArticleLanguage } from './article-language.ts';
import { ArticleProfile } from './article-profile.ts';
import { Concepts } from './concepts.ts';
import { customerConcepts } from './customer-concepts.ts';
import type { PlacedQuestion } from './known-questions.ts';
import type { SaidAbout } from './language-counts.ts';
import { NearestArticles } from './nearest-articles.ts';
import { type TermKind, type TextTerms, termKinds, termsOf } from './question-terms.ts';
import { TermNumbers } from './term-numbers.ts';

/** In how many questions a word that no article has is taken to be written correctly. */
const trustedCount = 2;

/** What is known beside the articles. */
export interface LibraryKnowledge {
  /** Their words are known to be written correctly where several have them. */
  readonly questions?: readonly TrainingQuestion[];
  readonly alsoAnswered?: AlsoAnswered | undefined;
  /** BCP 47 codes of the languages that customers are answered in. */
  readonly languages?: readonly string[];
}

/** What is known of the articles by themselves, whatever was asked about them. */
export class Library {
  readonly articles: readonly KnowledgeArticle[];
  /** Where each article stands among them. */
  readonly rows: ReadonlyMap<string, number>;
  readonly retriever: Retriever<KnowledgeArticle>;
  readonly space: LatentSpace;
  readonly profiles: ReadonlyMap<string, ArticleProfile>;
  readonly nearest: NearestArticles;
  readonly intents: IntentModel;
  readonly language: LanguageReader;
  readonly numbers = byKind(() => new TermNumbers());
  /** What the articles say of themselves, in their own order; the last row is that of none. */
  readonly said: Readonly<Record<TermKind, readonly SaidAbout[]>>;
  readonly #concepts = new Concepts(customerConcepts);
  readonly #alsoAnswered: AlsoAnswered | undefined;
  readonly #spelling: Spelling;
  /** The articles' codes by base language: en-GB and en-US under en. */
  readonly #codes: ReadonlyMap<string, readonly string[]>;
  /** Questions of training are read once, however often they are held out. */
  readonly #asked = new WeakMap<TrainingQuestion, AskedBefore>();

  /** @param languages Codes of languages that messages may be in, beside those of the articles. */
  constructor(
    articles: readonly KnowledgeArticle[],
    intents: IntentModel,
    cache: ModelCache = noCache,
    known: LibraryKnowledge = {},
  ) {
    const { questions = [], alsoAnswered, languages = [] } = known;
    this.#alsoAnswered = alsoAnswered;
    const concepts = this.#concepts;
    this.language = new LanguageReader(
      articles.map(({ title, text, language }) => ({ text: `${title}\n${text}`, language })),
      languages,
    );
    const codes = new Set(articles.map(({ language }) => language));
    this.#codes = Map.groupBy(codes, baseLanguage);
    this.#spelling = new Spelling(wordCounts(articles, questions));
    this.articles = articles;
    this.rows = new Map(articles.map(({ id }, row) => [id, row]));
    this.intents = intents;
    this.retriever = cachedRetriever('articles', articles, cache);
    this.space = LatentSpace.fit(articles.flatMap((article) => latentDocuments(article, concepts)));
    const read = articles.map(({ title, text }) => {
      return { title: termsOf(title, concepts), text: termsOf(text, concepts) };
    });
    read.push({ title: termsOf('', concepts), text: termsOf('', concepts) });
    this.said = byKind((kind) =>
      read.map(({ title, text }) => {
        const numbers = this.numbers[kind];
        return { title: numbers.of(title[kind]), text: numbers.of(text[kind]), asked: [] };
      }),
    );
    const language = new ArticleLanguage(this.said.concepts, this.numbers.concepts);
    const tools = { concepts, space: this.space, intents, language };
    this.profiles = new Map(
      articles.map((article) => [article.id, new ArticleProfile(article, tools)]),
    );
    this.nearest = new NearestArticles([...this.profiles.values()], this.space.dimensions);
  }

  /** Whether an article answers a question about this one, or about none. */
  isAnsweredBy(articleId: string | null, by: string): boolean {
    return answersOf(articleId, this.#alsoAnswered).includes(by);
  }

  /** What a customer's message asks: without courtesies, and with slips of the pen righted. */
  read(text: string): string {
    return this.#spelling.correct(withoutCourtesies(text));
  }

  /**
   * The codes of the articles that a message can be answered from by its language; null where it
   * cannot be told, or all are in one.
   */
  languagesFor(text: string): readonly string[] | null {
    if (this.#codes.size < 2) return null;
    const language = this.language.languageOf(text);
    return language === null ? null : (this.#codes.get(language) ?? null);
  }

  /** The questions, and what each article is called: who asks plainly asks for that. */
  withTitles(questions: readonly TrainingQuestion[]): TrainingQuestion[] {
    const titles = this.articles.map(({ id, title }) => ({ text: title, articleId: id }));
    return [...questions, ...titles];
  }

  terms(text: string): TextTerms {
    return termsOf(text, this.#concepts);
  }

  /** A question of training as it is needed to compare others with it. */
  askedBefore(question: TrainingQuestion): AskedBefore {
    const read = this.#asked.get(question);
    if (read) return read;
    const terms = this.terms(this.read(question.text));
    const asked = {
      articleId: question.articleId,
      place: this.space.encode(terms.topics),
      terms: byKind((kind) => this.numbers[kind].of(terms[kind])),
    };
    this.#asked.set(question, asked);
    return asked;
  }
}

/** A question whose answer is known. */
export interface AskedBefore extends PlacedQuestion {
  readonly terms: Readonly<Record<TermKind, Int32Array>>;
}

/** What `make` gives for each kind of terms. */
export function byKind<Made>(make: (kind: TermKind) => Made): Readonly<Record<TermKind, Made>> {
  const [words, concepts, pairs, runs] = termKinds;
  return {
    words: make(words),
    concepts: make(concepts),
    pairs: make(pairs),
    runs: make(runs),
  };
}

/**
 * The words of the articles, and those that several customers wrote alike: a word that was written
 * once may be a slip itself.
 */
function wordCounts(
  articles: readonly KnowledgeArticle[],
  questions: readonly TrainingQuestion[],
): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  for (const { text } of questions) {
    for (const word of new Set(words(text))) asked.set(word, (asked.get(word) ?? 0) + 1);
  }
  const counts = new Map([...asked].filter(([, count]) => count >= trustedCount));
  for (const { title, text } of articles) {
    for (const word of words(`${title}\n${text}`)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function latentDocuments(article: KnowledgeArticle, concepts: Concepts): string[][] {
  const { title, text, sections } = article;
  const parts = sections.map(({ headings, start, end }) =>
    concepts.topics(`${title}\n${headings.join(' ')}\n${text.slice(start, end)}`),
  );
  return [...parts, concepts.topics(`${title}\n${title}`)];
}
