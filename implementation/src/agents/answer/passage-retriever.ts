import type { Passage, PassageRetriever, Question } from '../agents.ts';
import type { AnswerModel } from './answer-model.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { evidenceOf } from './confidence-model.ts';
import { lookUp } from './look-up.ts';

const passageLimit = 5;

/** The articles that may answer, best first, by what was learned from answered questions. */
export function createPassageRetriever(
  ranker: ArticleRanker,
  model: AnswerModel,
): PassageRetriever & { find(question: Question): Passage[] } {
  const find = (question: Question): Passage[] => {
    const { view, ranked } = lookUp(question, ranker, model);
    return ranked.slice(0, passageLimit).map((candidate) => {
      const { id, title, url, text, contentHash } = candidate.article;
      const evidence = evidenceOf(candidate, view);
      return { articleId: id, title, url, text, contentHash, score: candidate.share, evidence };
    });
  };
  return { find, retrieve: async (question) => find(question) };
}
