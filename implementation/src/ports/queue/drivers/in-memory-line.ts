/** Fewer gaps than this are not worth closing. */
const fewGaps = 1_000;

/** First in, first out. Taking one from a long line costs no more than from a short one. */
export class Line<Item> {
  #items: (Item | undefined)[] = [];
  #gaps = 0;

  get size(): number {
    return this.#items.length - this.#gaps;
  }

  get first(): Item | undefined {
    return this.#items[this.#gaps];
  }

  add(item: Item): void {
    this.#items.push(item);
  }

  take(): Item | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#gaps];
    this.#items[this.#gaps] = undefined;
    this.#gaps += 1;
    if (this.#gaps >= fewGaps && this.#gaps >= this.#items.length / 2) {
      this.#items = this.#items.slice(this.#gaps);
      this.#gaps = 0;
    }
    return item;
  }
}

/** A line for each tenant, served in turn: who has many waiting does not keep the others waiting. */
export class TenantLines<Item> {
  readonly #lines = new Map<string, Line<Item>>();
  readonly #turns = new Line<string>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(tenant: string, item: Item): void {
    let line = this.#lines.get(tenant);
    if (!line) {
      line = new Line();
      this.#lines.set(tenant, line);
      this.#turns.add(tenant);
    }
    line.add(item);
    this.#size += 1;
  }

  take(): Item | undefined {
    const tenant = this.#turns.take();
    const line = tenant === undefined ? undefined : this.#lines.get(tenant);
    if (tenant === undefined || !line) return undefined;
    const item = line.take();
    this.#size -= 1;
    if (line.size > 0) this.#turns.add(tenant);
    else this.#lines.delete(tenant);
    return item;
  }
}
