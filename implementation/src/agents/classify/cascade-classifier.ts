import type { Classification, Classifier } from '../agents.ts';
import type { ModelClassifier } from './model-classifier.ts';
import { urgencyWithCues } from './urgency-cues.ts';

export interface CascadeClassifierOptions {
  readonly statistical: Classifier;
  readonly model: ModelClassifier;
  /** From this confidence on the statistical form is enough, 0–1. Above 1: the model always. */
  readonly sureEnough: number;
}

/** Cheap first: the model is asked only where the statistical form is not sure enough. */
export function createCascadeClassifier(options: CascadeClassifierOptions): Classifier {
  const { statistical, model, sureEnough } = options;
  return {
    async classify(question, call): Promise<Classification> {
      const first = await statistical.classify(question, call);
      if (first.confidence >= sureEnough) return first;
      const { found, part } = await model.classify(question, call);
      if (!found) return { ...first, model: part };
      // What the customer says in so many words about the hurry stays as it is.
      const urgency = urgencyWithCues(question.text, found.urgency);
      return { ...first, ...found, urgency, model: part };
    },
  };
}
