/** Numbers for terms, from 0 in the order in which they are first seen. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  /** Numbers of the terms; those not seen before get one. */
  of(terms: readonly string[]): Int32Array {
    return Int32Array.from(terms, (term) => {
      const known = this.#numbers.get(term);
      if (known !== undefined) return known;
      this.#numbers.set(term, this.#numbers.size);
      return this.#numbers.size - 1;
    });
  }

  /** −1 for a term that has none. */
  find(term: string): number {
    return this.#numbers.get(term) ?? -1;
  }
}
