import { AlgorithmError } from '#src/algorithms/algorithm-error.ts';
import type { TextClassifierModel } from '#src/algorithms/text-classifier.ts';
import {
  decodeTextClassifier,
  encodeTextClassifier,
} from '#src/algorithms/text-classifier-codec.ts';
import type { LabelledText } from '#src/algorithms/train-text-classifier.ts';
import { trainingDefaults, trainTextClassifier } from '#src/algorithms/train-text-classifier.ts';
import { canonicalJson, contentHash } from '#src/foundation/identity.ts';

/**
 * Keeps what was trained, so that the next start need not train it again. Names say all that a
 * model was made from; what is kept under another name is never used. A cache may forget.
 */
export interface ModelCache {
  read(name: string): Uint8Array | null;
  write(name: string, bytes: Uint8Array): void;
}

export const noCache: ModelCache = { read: () => null, write: () => {} };

/** A name for a model: its kind and a hash of everything that it is made from. */
export const modelName = (kind: string, madeFrom: unknown): string =>
  `${kind}-${contentHash(canonicalJson(madeFrom)).slice(0, 32)}`;

/** The classifier for these rows, trained or kept. Null without rows. */
export function cachedClassifier(
  kind: string,
  rows: readonly LabelledText[],
  cache: ModelCache,
): TextClassifierModel | null {
  if (rows.length === 0) return null;
  const name = modelName(kind, { rows, settings: trainingDefaults });
  const kept = cache.read(name);
  const model = kept && decoded(kept);
  if (model) return model;
  const trained = trainTextClassifier(rows);
  cache.write(name, encodeTextClassifier(trained));
  return trained;
}

function decoded(bytes: Uint8Array): TextClassifierModel | null {
  try {
    return decodeTextClassifier(bytes);
  } catch (error) {
    // What is damaged is trained again.
    if (error instanceof AlgorithmError) return null;
    throw error;
  }
}
