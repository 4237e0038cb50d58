import { seededRandom, shuffle } from '#src/algorithms/seeded-random.ts';

const buckets = 2 ** 17;

/** Ids and values of a text's features. */
interface HashedText {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/**
 * Words and pairs of words, and runs of two to five characters inside words, each hashed once. Both
 * kinds count alike, whatever their number, and the values have the length one together.
 */
function hashedText(text: string): HashedText {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const whole = new Set<number>([bucketOf('')]);
  const runs = new Set<number>();
  words.forEach((word, at) => {
    whole.add(bucketOf(`w${word}`));
    if (at > 0) whole.add(bucketOf(`p${words[at - 1]} ${word}`));
    const padded = ` ${word} `;
    for (let length = 2; length <= 5; length++) {
      for (let from = 0; from + length <= padded.length; from++) {
        runs.add(bucketOf(padded.slice(from, from + length)));
      }
    }
  });
  const blocks = [whole, runs].filter(({ size }) => size > 0);
  return {
    ids: Int32Array.from(blocks.flatMap((block) => [...block])),
    values: Float32Array.from(
      blocks.flatMap((block) => {
        const value = 1 / Math.sqrt(block.size * blocks.length);
        return new Array<number>(block.size).fill(value);
      }),
    ),
  };
}

/** FNV-1a. */
function bucketOf(gram: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % buckets;
}

/**
 * The mark that the classifier has to beat: a linear support vector machine for each label against
 * the rest, squared hinge loss, by dual coordinate descent (Hsieh et al., 2008) over all labels at
 * once. Returns decision values of a text, in the order of `labels`.
 */
export function trainLinearSvm(
  rows: readonly { readonly text: string; readonly label: string }[],
  { cost = 1, passes = 8 } = {},
): { labels: readonly string[]; decide: (text: string) => Float32Array } {
  if (rows.length === 0) throw new Error('no rows to train on');
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const texts = rows.map(({ text }) => hashedText(text));
  const targets = rows.map(({ label }) => labels.indexOf(label));
  const width = labels.length;
  const weights = new Float32Array(buckets * width);
  const alphas = new Float32Array(rows.length * width);
  const slack = 1 / (2 * cost);
  const order = Int32Array.from(rows.keys());
  const random = seededRandom(1);
  const steps = new Float32Array(width);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    for (const row of order) {
      const { ids, values } = texts[row] as HashedText;
      const scores = decisionValues(weights, width, ids, values);
      for (let label = 0; label < width; label++) {
        const sign = label === targets[row] ? 1 : -1;
        const place = row * width + label;
        const alpha = alphas[place] as number;
        const gradient = sign * (scores[label] as number) - 1 + alpha * slack;
        const next = Math.max(0, alpha - gradient / (1 + slack));
        alphas[place] = next;
        steps[label] = sign * (next - alpha);
      }
      addSteps(weights, steps, ids, values);
    }
  }
  return {
    labels,
    decide(text) {
      const { ids, values } = hashedText(text);
      return decisionValues(weights, width, ids, values);
    },
  };
}

function decisionValues(
  weights: Float32Array,
  width: number,
  ids: Int32Array,
  values: Float32Array,
): Float32Array {
  const scores = new Float32Array(width);
  for (let at = 0; at < ids.length; at++) {
    const from = (ids[at] as number) * width;
    const value = values[at] as number;
    for (let label = 0; label < width; label++) {
      scores[label] = (scores[label] as number) + value * (weights[from + label] as number);
    }
  }
  return scores;
}

function addSteps(
  weights: Float32Array,
  steps: Float32Array,
  ids: Int32Array,
  values: Float32Array,
): void {
  for (let at = 0; at < ids.length; at++) {
    const from = (ids[at] as number) * steps.length;
    const value = values[at] as number;
    for (let label = 0; label < steps.length; label++) {
      weights[from + label] = (weights[from + label] as number) + value * (steps[label] as number);
    }
  }
}
