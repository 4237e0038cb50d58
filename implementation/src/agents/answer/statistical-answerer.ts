import type { Answerer, Answering } from '../agents.ts';
import { offline } from '../agents.ts';
import { type AnswerModel, confidenceMeasures, confidenceOf } from './answer-model.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { understand } from './understand.ts';

/** Answers with the sentences of the best article that hold the answer, quoted to the letter. */
export function createStatisticalAnswerer(ranker: ArticleRanker, model: AnswerModel): Answerer {
  return {
    async answer({ question, classification, passages }): Promise<Answering> {
      const best = passages[0];
      if (!best) return { draft: null };
      const quotes = ranker.quotes(best.articleId, understand(question).text);
      if (quotes.length === 0) return { draft: null };
      const { articleId, title, url, text, evidence } = best;
      const citations = quotes.map(({ start, end }) => {
        return { articleId, title, url, quote: text.slice(start, end) };
      });
      const measures = confidenceMeasures(evidence, classification);
      return {
        draft: {
          text: citations.map(({ quote }) => quote).join('\n\n'),
          confidence: confidenceOf(model, measures, evidence.logLength ?? 0),
          citations,
          claims: null,
          writtenBy: offline,
          promptHash: null,
        },
      };
    },
  };
}
