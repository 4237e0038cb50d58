/** Gives documents small numbers, and reuses those of documents that are gone. */
export class DocumentSlots<Document extends { readonly id: string }> {
  readonly #slots = new Map<string, number>();
  readonly #documents: (Document | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  /** One more than the highest number that was ever given. */
  get end(): number {
    return this.#documents.length;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  at(slot: number): Document | undefined {
    return this.#documents[slot];
  }

  entries(): IterableIterator<[string, number]> {
    return this.#slots.entries();
  }

  /** A number for a document whose id has none. */
  place(document: Document): number {
    const slot = this.#free.pop() ?? this.#documents.length;
    this.#documents[slot] = document;
    this.#slots.set(document.id, slot);
    return slot;
  }

  /** Gives a document the number it had before; the numbers between are free. */
  placeAt(slot: number, document: Document): void {
    for (let at = this.#documents.length; at < slot; at++) this.skip();
    this.#documents[slot] = document;
    this.#slots.set(document.id, slot);
  }

  /** Leaves the next number free. */
  skip(): void {
    this.#free.push(this.#documents.length);
    this.#documents.push(undefined);
  }

  release(slot: number): void {
    const document = this.#documents[slot];
    if (document === undefined) return;
    this.#slots.delete(document.id);
    this.#documents[slot] = undefined;
    this.#free.push(slot);
  }

  /** Whether the first's id stands before the second's. */
  readonly precedes = (a: number, b: number): boolean =>
    (this.#documents[a]?.id ?? '') < (this.#documents[b]?.id ?? '');
}
