import { seededRandom } from './seeded-random.ts';

export interface LatentSettings {
  readonly dimensions: number;
  /** Rounds of subspace iteration: more come closer to the exact singular vectors. */
  readonly rounds: number;
  readonly seed: number;
}

export const latentDefaults: LatentSettings = { dimensions: 48, rounds: 3, seed: 1 };

/** Sparse document: term numbers and their weights, side by side. */
interface Row {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Latent semantic space (Deerwester et al., 1990): terms that occur in the same documents come to
 * lie close together, so that texts meet that share no word. The leading right singular vectors of
 * the weighted term-document matrix, by subspace iteration. Equal documents give equal spaces.
 */
export class LatentSpace {
  readonly dimensions: number;
  readonly #numbers: ReadonlyMap<string, number>;
  /** `terms × dimensions`, each term's vector times its inverse document frequency. */
  readonly #vectors: Float64Array;

  private constructor(
    dimensions: number,
    numbers: ReadonlyMap<string, number>,
    vectors: Float64Array,
  ) {
    this.dimensions = dimensions;
    this.#numbers = numbers;
    this.#vectors = vectors;
  }

  /** Learns the space from documents, each a list of its terms. */
  static fit(
    documents: readonly (readonly string[])[],
    settings: LatentSettings = latentDefaults,
  ): LatentSpace {
    const { numbers, frequencies } = countTerms(documents);
    const inverse = frequencies.map((found) => Math.log(1 + documents.length / (1 + found)));
    const rows = documents.map((terms) => rowOf(terms, numbers, inverse));
    const dimensions = Math.min(settings.dimensions, numbers.size, documents.length);
    const random = seededRandom(settings.seed);
    let basis = Float64Array.from(
      { length: numbers.size * dimensions },
      () => random(2 ** 30) / 2 ** 30 - 0.5,
    );
    for (let round = 0; round < settings.rounds; round++) {
      orthonormalize(basis, dimensions);
      basis = multiply(rows, basis, dimensions);
    }
    orthonormalize(basis, dimensions);
    inverse.forEach((weight, term) => {
      for (let at = 0; at < dimensions; at++) {
        const place = term * dimensions + at;
        basis[place] = (basis[place] as number) * weight;
      }
    });
    return new LatentSpace(dimensions, numbers, basis);
  }

  /** Place of a text in the space, of length 1; all zeros when no term is known. */
  encode(terms: readonly string[]): Float64Array {
    const place = new Float64Array(this.dimensions);
    for (const term of terms) {
      const number = this.#numbers.get(term);
      if (number === undefined) continue;
      const from = number * this.dimensions;
      for (let at = 0; at < place.length; at++) {
        place[at] = (place[at] as number) + (this.#vectors[from + at] as number);
      }
    }
    const length = Math.sqrt(place.reduce((sum, part) => sum + part * part, 0));
    return length === 0 ? place : place.map((part) => part / length);
  }
}

/** Cosine of two places of length 1, −1 to 1. */
export function closeness(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function countTerms(documents: readonly (readonly string[])[]) {
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  for (const terms of documents) {
    for (const term of new Set(terms)) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      frequencies[number] = (frequencies[number] ?? 0) + 1;
    }
  }
  return { numbers, frequencies };
}

function rowOf(
  terms: readonly string[],
  numbers: ReadonlyMap<string, number>,
  inverse: readonly number[],
): Row {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const number = numbers.get(term) as number;
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const weights = Float64Array.from(
    counts,
    ([number, count]) => (1 + Math.log(count)) * (inverse[number] as number),
  );
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { terms: Int32Array.from(counts.keys()), weights: weights.map((one) => one / length) };
}

/** The matrix's transpose times the matrix times the basis. */
function multiply(rows: readonly Row[], basis: Float64Array, width: number) {
  const product = new Float64Array(basis.length);
  const projected = new Float64Array(width);
  for (const { terms, weights } of rows) {
    projected.fill(0);
    terms.forEach((term, index) => {
      const weight = weights[index] as number;
      for (let at = 0; at < width; at++) {
        projected[at] = (projected[at] as number) + weight * (basis[term * width + at] as number);
      }
    });
    terms.forEach((term, index) => {
      const weight = weights[index] as number;
      for (let at = 0; at < width; at++) {
        const place = term * width + at;
        product[place] = (product[place] as number) + weight * (projected[at] as number);
      }
    });
  }
  return product;
}

/** Gram–Schmidt over the columns, in place. */
function orthonormalize(basis: Float64Array, width: number): void {
  const height = width === 0 ? 0 : basis.length / width;
  const columns = Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: height }, (__, row) => basis[row * width + column] as number),
  );
  columns.forEach((column, index) => {
    for (let earlier = 0; earlier < index; earlier++) {
      const other = columns[earlier] as Float64Array;
      const shared = closeness(column, other);
      for (let row = 0; row < height; row++) {
        column[row] = (column[row] as number) - shared * (other[row] as number);
      }
    }
    const length = Math.sqrt(closeness(column, column));
    for (let row = 0; row < height; row++) {
      // A column that the others span adds nothing.
      const value = length < 1e-9 ? 0 : (column[row] as number) / length;
      column[row] = value;
      basis[row * width + index] = value;
    }
  });
}
