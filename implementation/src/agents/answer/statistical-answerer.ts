import { fitLogistic, type LogisticCurve, logistic } from '#src/algorithms/calibration.ts';
import type { KnowledgeArticle, TrainingQuestion } from '#src/knowledge/load/content.ts';
import type { Answerer, Draft, Passage, Question } from '../agents.ts';
import { freeUsage } from '../agents.ts';
import { pickQuotes } from './pick-quotes.ts';
import { type ReadingUnit, readingUnits } from './reading-units.ts';

export interface StatisticalAnswererOptions {
  readonly articles: ReadonlyMap<string, KnowledgeArticle>;
  readonly confidence: LogisticCurve;
  readonly wordWeight: (word: string) => number;
}

/** Answers with the sentences of the best article that hold the answer, quoted to the letter. */
export function createStatisticalAnswerer(options: StatisticalAnswererOptions): Answerer {
  const unitsOf = new Map<string, readonly ReadingUnit[]>();
  for (const article of options.articles.values()) unitsOf.set(article.id, readingUnits(article));
  return {
    paid: false,
    async answer({ question, passages }): Promise<Draft | null> {
      const best = passages[0];
      const units = best && unitsOf.get(best.articleId);
      if (!best || !units || units.length === 0) return null;
      const quotes = pickQuotes(best.text, units, question.text, options.wordWeight);
      if (quotes.length === 0) return null;
      const { articleId, title, url, text } = best;
      const citations = quotes.map(({ start, end }) => {
        return { articleId, title, url, quote: text.slice(start, end) };
      });
      return {
        text: citations.map(({ quote }) => quote).join('\n\n'),
        confidence: logistic(options.confidence, confidenceMeasures(passages)),
        citations,
        usage: freeUsage,
        promptHash: null,
      };
    },
  };
}

/** What tells a right answer from a wrong one. */
export function confidenceMeasures(passages: readonly Passage[]): number[] {
  const [first, second] = passages;
  const evidence = first?.evidence ?? {};
  const score = first?.score ?? 0;
  const margin = score > 0 ? 1 - (second?.score ?? 0) / score : 0;
  return [
    Math.log1p(score),
    margin,
    evidence.matchedShare ?? 0,
    evidence.titleShare ?? 0,
    evidence.titleCoverage ?? 0,
  ];
}

/** Learns from answered questions how far a hit can be believed. */
export function fitConfidence(
  questions: readonly TrainingQuestion[],
  find: (question: Question) => readonly Passage[],
): LogisticCurve {
  const found = questions.map(({ text }) => find({ text, previous: null }));
  return fitLogistic(
    found.map(confidenceMeasures),
    found.map((passages, index) => {
      const best = passages[0]?.articleId;
      return best !== undefined && best === questions[index]?.articleId;
    }),
  );
}
