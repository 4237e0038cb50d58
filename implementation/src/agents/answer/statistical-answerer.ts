import type { Answerer, Draft } from '../agents.ts';
import { freeUsage } from '../agents.ts';
import { type AnswerModel, confidenceMeasures, confidenceOf } from './answer-model.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { understand } from './understand.ts';

/** Answers with the sentences of the best article that hold the answer, quoted to the letter. */
export function createStatisticalAnswerer(ranker: ArticleRanker, model: AnswerModel): Answerer {
  return {
    paid: false,
    async answer({ question, classification, passages }): Promise<Draft | null> {
      const best = passages[0];
      if (!best) return null;
      const quotes = ranker.quotes(best.articleId, understand(question).text);
      if (quotes.length === 0) return null;
      const { articleId, title, url, text, evidence } = best;
      const citations = quotes.map(({ start, end }) => {
        return { articleId, title, url, quote: text.slice(start, end) };
      });
      return {
        text: citations.map(({ quote }) => quote).join('\n\n'),
        confidence: confidenceOf(
          model,
          confidenceMeasures(evidence, classification),
          evidence.logLength ?? 0,
        ),
        citations,
        usage: freeUsage,
        promptHash: null,
      };
    },
  };
}
