import type { Passage, PassageRetriever, Question } from '../agents.ts';
import type { AnswerModel } from './answer-model.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { evidenceOf } from './confidence-model.ts';
import { lookUp } from './look-up.ts';

const passageLimit = 5;

export interface StatisticalRetriever extends PassageRetriever {
  /** What may answer, as many as told, where no journey waits for it. */
  find(question: Question, limit?: number): Passage[];
}

/** The articles that may answer, best first, by what was learned from answered questions. */
export function createPassageRetriever(
  ranker: ArticleRanker,
  model: AnswerModel,
): StatisticalRetriever {
  const find = (question: Question, limit = passageLimit): Passage[] => {
    const { chosen } = question;
    const { view, ranked } = lookUp(question, ranker, model);
    const asked = ranked.filter(({ article }) => chosen === undefined || article.id === chosen);
    return asked.slice(0, limit).map((candidate) => {
      const { id, title, url, text, contentHash } = candidate.article;
      const evidence = evidenceOf(candidate, view);
      return { articleId: id, title, url, text, contentHash, score: candidate.share, evidence };
    });
  };
  return { find, retrieve: async (question) => find(question) };
}
