import { type Citation, mostOptions } from '#src/domain/ticket/events.ts';
import type { Answerer, Answering, Passage, Question } from '../agents.ts';
import { offline } from '../agents.ts';
import { baseLanguage } from '../reading/language-reader.ts';
import { replyText } from './alternatives-text.ts';
import type { AnswerModel } from './answer-model.ts';
import type { AnswerThreshold } from './answer-threshold.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { confidenceMeasures, confidenceOf } from './confidence-model.ts';
import { askedText } from './look-up.ts';
import { offerOf } from './offer.ts';
import { replyOf, surenessOf } from './sureness.ts';

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
  const sureEnough = ({ chosen }: Question, sureness: number) => {
    // The customer knows better than any bound what was meant.
    if (chosen !== undefined) return { sureEnough: true };
    return wrongAnswers ? { sureEnough: from !== null && sureness >= from } : {};
  };
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
        shares: passages.slice(0, mostOptions).map(({ score }) => score),
        closeness: best.evidence.latentQuestion ?? 0,
        isAfterExchange: question.previous !== null,
        isRepeated: question.previous?.articleIds.includes(best.articleId) ?? false,
      });
      const reply = replyOf(sure, threshold.mostArticles);
      const offer = question.chosen === undefined ? offerOf(passages, sure) : null;
      if (!reply) return { draft: null };
      const told = passages.slice(0, reply.articles);
      // Who chose an article by its title asks for that, too.
      const title = question.chosen === undefined ? '' : `\n${best.title}`;
      const citations = citationsOf(told, askedText(question, ranker, model) + title);
      if (citations.length === 0) return { draft: null, ...(offer && { offer }) };
      const language = ranker.library.profiles.get(best.articleId)?.article.language ?? '';
      return {
        draft: {
          text: replyText(citations, baseLanguage(language)),
          confidence: reply.sureness,
          ...sureEnough(question, reply.sureness),
          citations,
          claims: null,
          writtenBy: offline,
          promptHash: null,
        },
        ...(offer && { offer }),
      };
    },
  };
}
