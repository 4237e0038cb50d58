import { IntentModel } from '#src/agents/classify/intent-model.ts';
import { contentHash } from '#src/foundation/identity.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';

/** What was found in one training utterance by a model that had not seen it. */
export interface IntentOutcome {
  /** Of its text, hex digits: utterances have no ids, and their words stay where they are. */
  readonly id: string;
  readonly truth: string;
  readonly stated: string;
}

const folds = 5;

/**
 * Finds the intent of each training utterance by a model trained without a fifth of them, its own. An
 * utterance is in a fold by a hash of its text, so that equal texts are held out together and a new
 * one moves no other.
 */
export function crossValidateIntents(utterances: TrainingSets['utterances']): IntentOutcome[] {
  const placed = utterances.map((utterance) => {
    const id = contentHash(utterance.text).slice(0, 16);
    return { ...utterance, id, fold: Number.parseInt(id.slice(0, 8), 16) % folds };
  });
  const outcomes = new Map<(typeof placed)[number], IntentOutcome>();
  for (let fold = 0; fold < folds; fold += 1) {
    const heldOut = placed.filter((one) => one.fold === fold);
    if (heldOut.length === 0) continue;
    const model = new IntentModel(placed.filter((one) => one.fold !== fold));
    for (const one of heldOut) {
      const stated = model.view(one.text).label;
      outcomes.set(one, { id: one.id, truth: one.intent, stated });
    }
  }
  return placed.flatMap((one) => outcomes.get(one) ?? []);
}
