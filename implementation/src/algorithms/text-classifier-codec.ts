import { AlgorithmError } from './algorithm-error.ts';
import type { LogisticCurve } from './calibration.ts';
import { scopeMeasures } from './decision-measures.ts';
import { wordsOf } from './seen-features.ts';
import { hashBytes } from './text/hash.ts';
import type { TextClassifierModel } from './text-classifier.ts';

/**
 * A model as bytes: four marks, then 32-bit little-endian numbers: schema version, length of the
 * header, checksum of all that follows; the header (JSON, padded to four bytes); hashes, idf,
 * seen and weights as they lie in memory.
 */
const MARKS = 'SMTC';
const PREFIX = 16;
const SCHEMA_VERSION = 2;

type Header = Omit<TextClassifierModel, 'schemaVersion' | 'hashes' | 'idf' | 'seen' | 'weights'> & {
  readonly featureCount: number;
};

/** Bytes of a model; equal models give equal bytes. */
export function encodeTextClassifier(model: TextClassifierModel): Uint8Array {
  const { schemaVersion, hashes, idf, seen, weights, ...rest } = model;
  const arrays = [hashes, idf, seen, weights];
  const header: Header = { ...rest, featureCount: hashes.length };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(
    PREFIX + padded + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0),
  );
  bytes.fill(0x20, PREFIX, PREFIX + padded);
  bytes.set(json, PREFIX);
  let at = PREFIX + padded;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  bytes.set(new TextEncoder().encode(MARKS));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, schemaVersion, true);
  view.setUint32(8, padded, true);
  view.setUint32(12, hashBytes(bytes.subarray(PREFIX)), true);
  return bytes;
}

/**
 * The model in the bytes.
 * @throws AlgorithmError `data_corrupt`: not a model, of another schema version, damaged or cut.
 */
export function decodeTextClassifier(bytes: Uint8Array): TextClassifierModel {
  if (bytes.length < PREFIX || new TextDecoder().decode(bytes.subarray(0, 4)) !== MARKS) {
    throw corrupt('not a classifier model');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4, true);
  if (version !== SCHEMA_VERSION) {
    throw corrupt(
      `the model has schema version ${version}, this release reads ${SCHEMA_VERSION}; train it again`,
    );
  }
  const headerLength = view.getUint32(8, true);
  if (view.getUint32(12, true) !== hashBytes(bytes.subarray(PREFIX))) {
    throw corrupt('the checksum of the model does not match: it is damaged or cut');
  }
  const header = readHeader(bytes.subarray(PREFIX, PREFIX + headerLength));
  const { featureCount, ...rest } = header;
  const seenCount = featureCount * wordsOf(header.labels.length);
  const weightCount = (featureCount + 1) * header.labels.length;
  if (bytes.length !== PREFIX + headerLength + 4 * (2 * featureCount + seenCount + weightCount)) {
    throw corrupt('the length of the model does not match its header');
  }
  // Copied, since typed arrays want their bytes aligned; a Buffer's own slice would only be a view.
  const body = new Uint8Array(bytes.subarray(PREFIX + headerLength)).buffer;
  return {
    schemaVersion: SCHEMA_VERSION,
    ...rest,
    hashes: new Uint32Array(body, 0, featureCount),
    idf: new Float32Array(body, 4 * featureCount, featureCount),
    seen: new Uint32Array(body, 8 * featureCount, seenCount),
    weights: new Float32Array(body, 8 * featureCount + 4 * seenCount, weightCount),
  };
}

function readHeader(bytes: Uint8Array): Header {
  let header: Partial<Header>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw corrupt('the header of the model is not JSON');
  }
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

function corrupt(message: string): AlgorithmError {
  return new AlgorithmError('data_corrupt', message);
}
