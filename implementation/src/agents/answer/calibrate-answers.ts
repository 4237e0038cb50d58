import { mostOptions } from '#src/domain/ticket/events.ts';
import type { CalibrationQuestion } from '#src/knowledge/load/content.ts';
import type { ArticleRanker } from './article-ranker.ts';
import { closenessOf } from './confidence-model.ts';
import { rightWithinOf } from './hold-out.ts';
import { confidenceIn, type Learned, lookUp } from './look-up.ts';
import type { SurenessCase } from './sureness.ts';

/** Fewer show no bound worth having; then the held-out training questions decide. */
export const leastCalibration = 200;

/**
 * How surely questions are answered that customers really ask, after what they wrote before. Nothing
 * is learned from them of how to choose an article. `ranker` knows all training questions.
 */
export function calibrationCases(
  questions: readonly CalibrationQuestion[],
  learned: Learned,
  ranker: ArticleRanker,
): SurenessCase[] {
  return questions.map(({ text, earlier, articleId }) => {
    const before = earlier.at(-1);
    const answered = before && lookUp({ text: before, previous: null }, ranker, learned).ranked[0];
    const articleIds = answered ? [answered.article.id] : [];
    const previous = before === undefined ? null : { text: before, articleIds };
    const found = lookUp({ text, previous }, ranker, learned);
    const ranked = found.ranked.slice(0, mostOptions);
    return {
      confidence: confidenceIn(found, ranker, learned),
      shares: ranked.map(({ share }) => share),
      rightWithin: rightWithinOf(articleId, ranked, ranker.library),
      closeness: closenessOf(ranked[0]),
      isAfterExchange: previous !== null,
      isRepeated: articleIds.includes(ranked[0]?.article.id ?? ''),
    };
  });
}
