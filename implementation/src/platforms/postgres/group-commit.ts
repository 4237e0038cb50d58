export interface GroupCommitOptions<Item, Result> {
  /** Writes under way at once. */
  readonly lanes: number;
  readonly maxItems: number;
  /** Bytes or characters that one write takes at most; a larger item goes alone. */
  readonly maxSize: number;
  readonly sizeOf: (item: Item) => number;
  /** Writes all items at once, in a transaction of its own; results in the items' order. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Whether a failure may come from one item only, so that each should be tried alone. */
  readonly mayBeOneItem: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly size: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects what many callers want to write while earlier writes are under way, and writes it in one
 * round trip. Each caller gets its own result; an item that cannot be written fails alone.
 */
export function createGroupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>) {
  const { lanes, maxItems, maxSize, sizeOf, write, mayBeOneItem } = options;
  let queue: Waiting<Item, Result>[] = [];
  let running = 0;
  let scheduled = false;

  const takeBatch = () => {
    let size = 0;
    let count = 0;
    for (const waiting of queue) {
      size += waiting.size;
      if (count > 0 && (count >= maxItems || size > maxSize)) break;
      count += 1;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  };

  const writeBatch = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await write(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length > 1 && mayBeOneItem(error)) {
        for (const waiting of batch) await writeBatch([waiting]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  };

  const runLane = async () => {
    scheduled = false;
    if (queue.length === 0) return;
    running += 1;
    await writeBatch(takeBatch());
    running -= 1;
    schedule();
  };

  const schedule = () => {
    if (scheduled || running >= lanes || queue.length === 0) return;
    scheduled = true;
    // Once the event loop comes round, so that callers who are ready together go together.
    setImmediate(() => void runLane());
  };

  return {
    add(item: Item): Promise<Result> {
      return new Promise((resolve, reject) => {
        queue.push({ item, size: sizeOf(item), resolve, reject });
        schedule();
      });
    },
  };
}
