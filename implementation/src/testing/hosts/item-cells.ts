import { expect } from 'vitest';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Became } from './became.ts';
import { away, broken, type DeskUnderTest, type Left } from './desk-under-test.ts';
import type { HostUnderTest, RunningFunction, Sent } from './host-under-test.ts';
import { type Row, type Stage, untilHostEnds } from './table.ts';

type Prepare = (desk: DeskUnderTest) => Promise<Sent>;

/** A function that something else than a request sets off, by what it leaves behind. */
export interface ItemRow {
  readonly fn: DeskFunction;
  readonly missing?: Row['missing'];
  /** Makes what the item is about. */
  readonly prepare: Prepare;
  readonly result?: unknown;
  readonly left: Left;
  /** How an item ends that fails for good. */
  readonly fatal: 'dead' | 'tried again';
  readonly refused: Ending | string;
  readonly invalid: (Ending & { readonly became: Became }) | string;
  /** Three items of which the middle one is bad: by its ticket, until it is mended, or for good. */
  readonly three: Three | string;
}

interface Ending {
  readonly prepare: Prepare;
  readonly result?: unknown;
  readonly left: Left;
}

interface Three {
  readonly prepare: (desk: DeskUnderTest) => Promise<readonly Sent[]>;
  /** Null where the item itself is bad. */
  readonly badTicket: string | null;
  /** After the first delivery, and when all is over. */
  readonly left: readonly [Left, Left];
}

/** More deliveries than any platform makes of something that fails. */
const deliveryLimit = 12;

export function itemRow(row: ItemRow): Row {
  const { fn, missing, refused, invalid, three } = row;
  const cells = {
    success: (stage: Stage) => ends(stage, fn, row, 'done'),
    'business refusal':
      typeof refused === 'string' ? refused : (stage: Stage) => ends(stage, fn, refused, 'done'),
    'invalid input':
      typeof invalid === 'string'
        ? invalid
        : async (stage: Stage) => {
            await ends(stage, fn, invalid, invalid.became);
          },
    'retryable error': (stage: Stage) => comesAgain(stage, row, away),
    'fatal error': (stage: Stage) =>
      row.fatal === 'dead' ? dies(stage, row) : comesAgain(stage, row, broken),
    'no time left': (stage: Stage) => runsOutOfTime(stage, row),
    'delivered twice': (stage: Stage) => comesTwice(stage, row),
    'one bad of three':
      typeof three === 'string' ? three : (stage: Stage) => oneIsBad(stage, fn, three),
  };
  return { fn, cells, ...(missing && { missing }) };
}

async function ends(
  { desk, run }: Stage,
  fn: DeskFunction,
  { prepare, result, left }: Ending,
  became: Became,
): Promise<void> {
  const sent = await prepare(desk);
  const running = await run(fn);
  expect(await untilOver(running, await running.deliver([sent]))).toEqual([became]);
  expect(desk.calls.at(-1)?.result).toEqual(result);
  expect(await desk.left()).toEqual(left);
}

async function untilOver(
  running: RunningFunction,
  first: readonly Became[],
): Promise<readonly Became[]> {
  let became = first;
  for (let count = 0; became.includes('again') && count < deliveryLimit; count += 1) {
    became = await running.redeliver();
  }
  return became;
}

async function comesAgain({ desk, run }: Stage, row: ItemRow, error: typeof away): Promise<void> {
  const sent = await row.prepare(desk);
  const before = await desk.left();
  const running = await run(row.fn);
  desk.faults.fail(error);
  expect(await running.deliver([sent])).toEqual(['again']);
  expect(desk.failures().at(-1)).toBe(error.code);
  expect(await desk.left()).toMatchObject({ events: before.events, listed: before.listed });
  await desk.faults.mend();
  await heals(desk, running, row);
}

async function heals(desk: DeskUnderTest, running: RunningFunction, row: ItemRow): Promise<void> {
  expect(await running.redeliver()).toEqual(['done']);
  expect(desk.calls.at(-1)?.result).toEqual(row.result);
  expect(await desk.left()).toEqual(row.left);
}

async function dies({ desk, run }: Stage, row: ItemRow): Promise<void> {
  const sent = await row.prepare(desk);
  const { events } = await desk.left();
  const running = await run(row.fn);
  desk.faults.fail(broken);
  expect(await untilOver(running, await running.deliver([sent]))).toEqual(['dead']);
  expect((await desk.left()).events).toEqual(events);
}

async function runsOutOfTime(stage: Stage, row: ItemRow): Promise<void> {
  const { desk } = stage;
  const sent = await row.prepare(desk);
  const { events } = await desk.left();
  const deliver = (running: RunningFunction) => running.deliver([sent]);
  const { running, result } = await untilHostEnds(stage, row.fn, deliver);
  expect(result).toEqual(['again']);
  expect(desk.failures()).toEqual(['deadline_exceeded']);
  expect((await desk.left()).events).toEqual(events);
  await heals(desk, running, row);
}

async function comesTwice({ desk, run }: Stage, row: ItemRow): Promise<void> {
  const sent = await row.prepare(desk);
  const running = await run(row.fn);
  expect(await running.deliver([sent])).toEqual(['done']);
  expect(await running.deliver([sent])).toEqual(['done']);
  expect(await desk.left()).toEqual(row.left);
}

async function oneIsBad(
  { desk, host, run }: Stage,
  fn: DeskFunction,
  { prepare, badTicket, left }: Three,
): Promise<void> {
  const sent = await prepare(desk);
  const running = await run(fn);
  if (badTicket !== null) desk.faults.fail(away, (subject) => subject === badTicket);
  const became = await running.deliver(sent);
  expect(became.map((one) => (one === 'dead' ? 'again' : one))).toEqual(afterBad(host, fn));
  expect(await desk.left()).toEqual(left[0]);
  await desk.faults.mend();
  const end = badTicket === null ? 'dead' : 'done';
  expect(await untilOver(running, became)).toEqual(['done', end, 'done']);
  expect(await desk.left()).toEqual(left[1]);
}

/** Messages and files fail alone everywhere; of changes a host may deliver more again. */
function afterBad({ failTogether }: HostUnderTest, { trigger }: DeskFunction): Became[] {
  if (trigger.kind !== 'feed' || failTogether === 'none') return ['done', 'again', 'done'];
  return [failTogether === 'all' ? 'again' : 'done', 'again', 'again'];
}
