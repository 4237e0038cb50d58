import type { Citation } from '#src/domain/ticket/events.ts';
import type { Answerer, Answering, Passage } from '../agents.ts';
import { offline } from '../agents.ts';
import { baseLanguage } from '../reading/language-reader.ts';
import { replyText } from './alternatives-text.ts';
import type { AnswerModel } from './answer-model.ts';
import type { AnswerThreshold } from './answer-threshold.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { confidenceMeasures, confidenceOf } from './confidence-model.ts';
import { askedText } from './look-up.ts';
import { mostArticles, replyOf, surenessOf } from './sureness.ts';

/**
 * Answers with the sentences of the best article that hold the answer, quoted to the letter; where
 * one article is not sure enough, and the company lets it, with those of two or three.
 */
export function createStatisticalAnswerer(
  ranker: ArticleRanker,
  model: AnswerModel,
  threshold: AnswerThreshold,
): Answerer {
  const { from, wrongAnswers } = threshold;
  const citationsOf = (passages: readonly Passage[], text: string): Citation[] =>
    passages.flatMap(({ articleId, title, url, text: source }) =>
      ranker
        .quotes(articleId, text)
        .map(({ start, end }) => ({ articleId, title, url, quote: source.slice(start, end) })),
    );
  return {
    async answer({ question, classification, passages }): Promise<Answering> {
      const [best] = passages;
      if (!best) return { draft: null };
      const measures = confidenceMeasures(best.evidence, classification);
      const sure = surenessOf(model.sureness, {
        confidence: confidenceOf(model.confidence, {
          measures,
          logLength: best.evidence.logLength ?? 0,
        }),
        shares: passages.slice(0, mostArticles).map(({ score }) => score),
        closeness: best.evidence.latentQuestion ?? 0,
        isAfterExchange: question.previous !== null,
        isRepeated: question.previous?.articleIds.includes(best.articleId) ?? false,
      });
      const reply = replyOf(sure, threshold.mostArticles);
      if (!reply) return { draft: null };
      const told = passages.slice(0, reply.articles);
      const citations = citationsOf(told, askedText(question, ranker, model));
      if (citations.length === 0) return { draft: null };
      const language = ranker.library.profiles.get(best.articleId)?.article.language ?? '';
      return {
        draft: {
          text: replyText(citations, baseLanguage(language)),
          confidence: reply.sureness,
          ...(wrongAnswers && { sureEnough: from !== null && reply.sureness >= from }),
          citations,
          claims: null,
          writtenBy: offline,
          promptHash: null,
        },
      };
    },
  };
}
