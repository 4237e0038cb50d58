import type { BatchCall, EventCall } from '../event-call.ts';
import { logUnreadable, understood } from '../reported-failures.ts';
import type { ReadEvent, Reading } from './event-reading.ts';
import { carriedByInvocation, type Invocation } from './lambda-context.ts';

/** Handles one event of a kind. */
export type Handle = (event: unknown, invocation: Invocation) => Promise<unknown>;

/** What Lambda wants to hear of a batch: the items that are to be delivered again. */
interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Makes the calls that an event asks for, at the same time. Gives what the function gives where that
 * is one call; for a batch, what failed of it. What no call can be made of is an error of its own.
 */
export const callsOfEvent =
  (read: ReadEvent): Handle =>
  async (event, invocation) => {
    const reading = readingOf(read, event, invocation);
    // Where it cannot be opened nothing has been done, and all of the event comes again.
    const host = reading.calls.length > 0 ? await invocation.open() : null;
    const call = async ({ input, carried, delivery }: EventCall) =>
      host?.call(input, carried, delivery);
    if (reading.kind === 'batch') return await callEach(reading, call);
    // All of them have ended before a failure is told: Lambda freezes what still runs then.
    const settled = await Promise.allSettled(reading.calls.map(call));
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    // What is done may come again with the rest: so the platform has it among what failed.
    const [strange] = reading.unreadable;
    if (strange) throw strange.error;
    const [only] = settled;
    return settled.length === 1 && only?.status === 'fulfilled' ? only.value : undefined;
  };

function readingOf(read: ReadEvent, event: unknown, invocation: Invocation): Reading {
  const { fn, options } = invocation;
  const carried = carriedByInvocation(invocation);
  const reading = understood(fn, options, () => read(event, fn, carried));
  for (const { item, error } of reading.unreadable) logUnreadable(fn, options, error, item);
  return reading;
}

/** The function's own failures are in the log already: here they only count. */
async function callEach(
  { calls, unreadable }: Extract<Reading, { kind: 'batch' }>,
  call: (one: EventCall) => Promise<unknown>,
): Promise<BatchResponse> {
  const failed = await Promise.all(calls.map((one) => failedItems(one, call)));
  const items = [...unreadable.map(({ item }) => item), ...failed.flat()];
  return { batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function failedItems(
  { items, apart, ...one }: BatchCall,
  call: (one: EventCall) => Promise<unknown>,
): Promise<readonly string[]> {
  try {
    await call(one);
    return [];
  } catch {
    if (!apart) return items;
    return (await Promise.all(apart.map((part) => failedItems(part, call)))).flat();
  }
}
