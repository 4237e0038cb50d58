import { orAbort } from '#src/foundation/or-abort.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from './define-function.ts';
import type { Surroundings } from './parts.ts';

/**
 * Runs a function for whoever sets it off, until its own time is over or its caller's, whichever
 * comes first: then its signal is aborted, and the call has failed with `deadline_exceeded`, whatever
 * it still does. Does not begin where no time is left.
 */
export async function runInTime<Result>(
  fn: DeskFunction,
  { clock }: Surroundings,
  given: Omit<RequestContext, 'signal'>,
  run: (context: RequestContext) => Promise<Result>,
): Promise<Result> {
  const now = clock.now();
  const own = now + fn.timeoutMs;
  const deadline = Math.min(own, given.deadline ?? own);
  if (deadline <= now) throw outOfTime(fn);
  const [late, ended] = [new AbortController(), new AbortController()];
  clock.sleep(deadline - now, ended.signal).then(
    () => late.abort(outOfTime(fn)),
    () => {},
  );
  try {
    const { signal } = late;
    return await orAbort((async () => run({ ...given, deadline, signal }))(), signal);
  } finally {
    // With a reason: an abort without one makes an exception with its stack, for nobody.
    ended.abort('ended');
  }
}

const outOfTime = ({ name }: DeskFunction) =>
  new SupportError('deadline_exceeded', `The function ${name} ran out of time.`);

/** What a call gives, and how long it took, whoever set it off. */
export async function measuredCall<Result>(
  { name }: DeskFunction,
  { clock, metrics }: Surroundings,
  call: () => Promise<Result>,
): Promise<Result> {
  const began = clock.monotonic();
  const count = (outcome: 'done' | 'failed') => {
    const seconds = (clock.monotonic() - began) / 1000;
    metrics.observe('supportmax_function_duration_seconds', seconds, { function: name, outcome });
  };
  try {
    const result = await call();
    count('done');
    return result;
  } catch (error) {
    count('failed');
    throw error;
  }
}
