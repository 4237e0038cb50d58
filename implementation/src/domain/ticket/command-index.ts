/** Who appended what: lets a retry find its own record without reading the log again. */
export interface CommandTrace {
  readonly hash: string;
  readonly origin: string;
  readonly seq: number;
  readonly eventIds: readonly string[];
}

type Traces = ReadonlyMap<string, CommandTrace>;

/** Traces that are copied with each addition; more than this many move to the shared part. */
const recentLimit = 256;

/**
 * The commands of one log by their id. Immutable: `with` gives a new index that shares all but the
 * newest traces with this one, so that adding to a long log does not copy it.
 */
export class CommandIndex {
  readonly #shared: Traces;
  readonly #recent: Traces;

  constructor(shared: Traces = new Map(), recent: Traces = new Map()) {
    this.#shared = shared;
    this.#recent = recent;
  }

  get size(): number {
    return this.#shared.size + this.#recent.size;
  }

  get(commandId: string): CommandTrace | undefined {
    return this.#recent.get(commandId) ?? this.#shared.get(commandId);
  }

  /** Adds traces whose commands are not in the index yet. */
  with(added: Traces): CommandIndex {
    if (this.#recent.size + added.size <= recentLimit) {
      return new CommandIndex(this.#shared, new Map([...this.#recent, ...added]));
    }
    return new CommandIndex(new Map([...this.#shared, ...this.#recent, ...added]));
  }
}
