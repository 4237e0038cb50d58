import { triedThresholds } from '#src/algorithms/risk-control.ts';
import { indexDefaults } from '#src/algorithms/search/search-types.ts';
import { mostOptions } from '#src/domain/ticket/events.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { type ModelCache, modelName } from '../model-cache.ts';
import { type AnswerModel, answerModelSettings } from './answer-model.ts';
import { confidenceWidth } from './confidence-model.ts';
import { customerConcepts } from './customer-concepts.ts';
import { mostArticles } from './sureness.ts';

/** The model for this content, fitted or kept. */
export function cachedAnswerModel(
  { articles, training, alsoAnswered = new Map() }: Content,
  cache: ModelCache,
  learn: () => AnswerModel,
): AnswerModel {
  const name = modelName('answers', {
    articles: articles.map(({ id, contentHash, kind }) => [id, contentHash, kind]),
    questions: training.questions,
    calibration: training.calibration,
    alsoAnswered: [...alsoAnswered],
    utterances: training.utterances,
    concepts: customerConcepts,
    settings: answerModelSettings,
    retriever: indexDefaults,
  });
  const kept = parsed(cache.read(name));
  if (kept) return kept;
  const model = learn();
  cache.write(name, new TextEncoder().encode(JSON.stringify(model)));
  return model;
}

function parsed(bytes: Uint8Array | null): AnswerModel | null {
  if (!bytes) return null;
  try {
    const model = JSON.parse(new TextDecoder().decode(bytes)) as AnswerModel;
    const { weights, confidence, sureness, risks } = model;
    const { curve, lengthSlopes } = confidence;
    const numbers = [
      ...weights,
      ...lengthSlopes,
      curve.bias,
      ...curve.weights,
      ...sureness.flatMap(({ bias, weights }) => [bias, ...weights]),
      ...risks.flatMap(({ questions, rows }) => [
        questions,
        ...rows.flatMap(({ from, answered, wrong }) => [from, answered, wrong]),
      ]),
    ];
    const isWhole =
      weights.length === answerModelSettings.measures.length &&
      curve.weights.length === confidenceWidth &&
      sureness.length === mostOptions &&
      risks.length === mostArticles &&
      risks.every(({ rows }) => rows.every(({ from }, at) => from === triedThresholds[at]));
    return isWhole && numbers.every(Number.isFinite) ? model : null;
  } catch {
    // What is damaged is fitted again.
    return null;
  }
}
