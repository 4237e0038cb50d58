import type { Answerer, Answering } from '../agents.ts';
import { offline } from '../agents.ts';
import type { AnswerModel } from './answer-model.ts';
import type { AnswerThreshold } from './answer-threshold.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { confidenceMeasures, confidenceOf } from './confidence-model.ts';
import { askedText } from './look-up.ts';

/** Answers with the sentences of the best article that hold the answer, quoted to the letter. */
export function createStatisticalAnswerer(
  ranker: ArticleRanker,
  model: AnswerModel,
  { from, wrongAnswers }: AnswerThreshold,
): Answerer {
  return {
    async answer({ question, classification, passages }): Promise<Answering> {
      const best = passages[0];
      if (!best) return { draft: null };
      const quotes = ranker.quotes(best.articleId, askedText(question, ranker, model));
      if (quotes.length === 0) return { draft: null };
      const { articleId, title, url, text, evidence } = best;
      const citations = quotes.map(({ start, end }) => {
        return { articleId, title, url, quote: text.slice(start, end) };
      });
      const measures = confidenceMeasures(evidence, classification);
      const logLength = evidence.logLength ?? 0;
      const confidence = confidenceOf(model.confidence, { measures, logLength });
      return {
        draft: {
          text: citations.map(({ quote }) => quote).join('\n\n'),
          confidence,
          ...(wrongAnswers && { sureEnough: from !== null && confidence >= from }),
          citations,
          claims: null,
          writtenBy: offline,
          promptHash: null,
        },
      };
    },
  };
}
