import type { DeskFunction } from '#src/functions/define-function.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import type { HostUnderTest, RunningFunction } from './host-under-test.ts';

/** What can befall a function, on every host: the columns of the table. */
export const happenings = [
  'success',
  'business refusal',
  'invalid input',
  'retryable error',
  'fatal error',
  'no time left',
  'delivered twice',
  'one bad of three',
] as const;
export type Happening = (typeof happenings)[number];

/** A case, of one host: it runs the function on a desk and looks at what came of it. */
export type Play = (stage: Stage) => Promise<void>;

/** Played, or why there is no such case. */
export type Cell = Play | string;

/** A function, and what becomes of it: a row of the table. */
export interface Row {
  readonly fn: DeskFunction;
  readonly cells: Readonly<Record<Happening, Cell>>;
  /** Why a host does not have the function at all. */
  readonly missing?: Partial<Record<HostUnderTest['name'], string>>;
}

/** Where a case is played. */
export interface Stage {
  readonly host: HostUnderTest;
  readonly desk: DeskUnderTest;
  /** Runs the function until the case is over. */
  run(fn: DeskFunction): Promise<RunningFunction>;
}

/** A laptop has no end of its own: here the function's own time is as short as another's end. */
const laptopEndsAfterMs = 3_000;
/** Far beyond what any host lets run. */
const longMs = 1_200_000;
/** A cold start is part of the platform's time. */
const openingMs = 1_000;

/**
 * A call that hangs, of a function with more time than its host has: `begin` begins it, and what it
 * gives is settled right before the host would end the call.
 */
export async function untilHostEnds<Result>(
  { host: { endsAfterMs }, desk, run }: Stage,
  fn: DeskFunction,
  begin: (running: RunningFunction) => Promise<Result>,
): Promise<{ readonly running: RunningFunction; readonly result: Result }> {
  const timeoutMs = endsAfterMs === null ? laptopEndsAfterMs : longMs;
  const running = await run({ ...fn, timeoutMs });
  desk.openingMs = endsAfterMs === null ? 0 : openingMs;
  const hangs = desk.faults.hang();
  const beginning = begin(running);
  await hangs;
  const leftMs = endsAfterMs === null ? laptopEndsAfterMs : endsAfterMs - openingMs - 1;
  await desk.clock.advance(leftMs);
  const result = await beginning;
  await desk.faults.mend();
  return { running, result };
}
