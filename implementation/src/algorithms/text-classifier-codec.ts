import type { LogisticCurve } from './calibration.ts';
import { scopeMeasures } from './decision-measures.ts';
import { corrupt, decodeFrame, encodeFrame } from './framed-bytes.ts';
import { wordsOf } from './seen-features.ts';
import { classifierSchemaVersion, type TextClassifierModel } from './text-classifier.ts';

const frame = {
  marks: 'SMTC',
  schemaVersion: classifierSchemaVersion,
  name: 'the model',
  kind: 'a classifier model',
  remedy: 'train it again',
} as const;

type Header = Omit<TextClassifierModel, 'schemaVersion' | 'hashes' | 'idf' | 'seen' | 'weights'> & {
  readonly featureCount: number;
};

/** Bytes of a model; equal models give equal bytes. */
export function encodeTextClassifier(model: TextClassifierModel): Uint8Array {
  const { schemaVersion: _, hashes, idf, seen, weights, ...rest } = model;
  const header: Header = { ...rest, featureCount: hashes.length };
  return encodeFrame(frame, header, [hashes, idf, seen, weights]);
}

/**
 * The model in the bytes.
 * @throws AlgorithmError `data_corrupt`: not a model, of another schema version, damaged or cut.
 */
export function decodeTextClassifier(bytes: Uint8Array): TextClassifierModel {
  const { header: read, body, from } = decodeFrame(frame, bytes);
  const header = checkedHeader(read);
  const { featureCount, ...rest } = header;
  const seenCount = featureCount * wordsOf(header.labels.length);
  const weightCount = (featureCount + 1) * header.labels.length;
  if (body.byteLength !== from + 4 * (2 * featureCount + seenCount + weightCount)) {
    throw corrupt('the length of the model does not match its header');
  }
  return {
    schemaVersion: classifierSchemaVersion,
    ...rest,
    hashes: new Uint32Array(body, from, featureCount),
    idf: new Float32Array(body, from + 4 * featureCount, featureCount),
    seen: new Uint32Array(body, from + 8 * featureCount, seenCount),
    weights: new Float32Array(body, from + 8 * featureCount + 4 * seenCount, weightCount),
  };
}

function checkedHeader(read: unknown): Header {
  const header = (read ?? {}) as Partial<Header>;
  const { features, labels, commonest, temperature, confidence, scope, featureCount } = header;
  if (
    !Array.isArray(labels) ||
    labels.length === 0 ||
    !labels.every((label) => typeof label === 'string') ||
    !isCount(featureCount) ||
    !isCount(commonest) ||
    commonest >= labels.length ||
    !Number.isFinite(temperature) ||
    !isCurve(confidence, 2) ||
    !isCurve(scope, scopeMeasures.length) ||
    ![
      features?.wordRun,
      features?.characterRunMin,
      features?.characterRunMax,
      features?.pairedWords,
      features?.readLimit,
    ].every(isCount)
  ) {
    throw corrupt('the header of the model is incomplete');
  }
  return header as Header;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCurve(curve: LogisticCurve | undefined, width: number): boolean {
  if (!Array.isArray(curve?.weights) || curve.weights.length !== width) return false;
  return [curve.bias, ...curve.weights].every(Number.isFinite);
}
