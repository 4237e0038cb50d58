import type { Answerer, Classifier } from '#src/agents/agents.ts';
import { createCascadeAnswerer } from '#src/agents/answer/cascade-answerer.ts';
import { createModelAnswerer } from '#src/agents/answer/model-answerer.ts';
import { createCascadeClassifier } from '#src/agents/classify/cascade-classifier.ts';
import { createModelClassifier } from '#src/agents/classify/model-classifier.ts';
import type { ModelFormOptions } from '#src/agents/model/ask-model.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';
import type { AgentForm, DeskSettings } from './settings/desk-settings.ts';

type Brain = DeskSettings['brain'];

/** No confidence is enough: the model is asked always, and the other form stands in for it. */
const never = Number.POSITIVE_INFINITY;

const sureEnoughFor = (form: AgentForm, { sureEnough }: Brain) =>
  form === 'model' ? never : sureEnough;

/** The classifier in the form that is configured. */
export function classifierOf(
  brain: Brain,
  statistical: Classifier,
  model: ModelFormOptions | null,
  utterances: TrainingSets['utterances'],
): Classifier {
  if (brain.classify === 'statistical' || !model) return statistical;
  return createCascadeClassifier({
    statistical,
    model: createModelClassifier({ ...model, utterances }),
    sureEnough: sureEnoughFor(brain.classify, brain),
  });
}

/** The answerer in the form that is configured. */
export function answererOf(
  brain: Brain,
  statistical: Answerer,
  model: ModelFormOptions | null,
): Answerer {
  if (brain.answer === 'statistical' || !model) return statistical;
  return createCascadeAnswerer({
    statistical,
    model: createModelAnswerer(model),
    sureEnough: sureEnoughFor(brain.answer, brain),
  });
}
