/** Something that is to happen at a time; of two at the same time the lower order comes first. */
export interface Due {
  readonly dueAt: number;
  readonly order: number;
}

const isBefore = (left: Due, right: Due) =>
  left.dueAt < right.dueAt || (left.dueAt === right.dueAt && left.order < right.order);

/**
 * What is to happen, the next first: a binary heap that knows where each item stands, so that one can
 * be taken out of its middle. The time of an item changes only while it is not in here.
 */
export class Agenda<Item extends Due> {
  readonly #heap: Item[] = [];
  readonly #places = new Map<Item, number>();

  get size(): number {
    return this.#heap.length;
  }

  get next(): Item | undefined {
    return this.#heap[0];
  }

  add(item: Item): void {
    this.#rise(item, this.#heap.length);
  }

  delete(item: Item): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    this.#places.delete(item);
    const last = this.#heap.pop();
    if (last && last !== item) this.#sink(last, this.#rise(last, place));
  }

  #put(item: Item, place: number): void {
    this.#heap[place] = item;
    this.#places.set(item, place);
  }

  /** Moves those above down as long as they are later, and puts the item there. */
  #rise(item: Item, from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || !isBefore(item, parent)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(item, place);
    return place;
  }

  #sink(item: Item, from: number): void {
    let place = from;
    for (;;) {
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      if (!left) break;
      const child = right && isBefore(right, left) ? right : left;
      if (!isBefore(child, item)) break;
      const below = child === left ? 2 * place + 1 : 2 * place + 2;
      this.#put(child, place);
      place = below;
    }
    this.#put(item, place);
  }
}
