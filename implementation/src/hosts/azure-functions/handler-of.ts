import type { InvocationContext } from '@azure/functions';
import { type Carried, traceIdOf } from '../carried.ts';
import type { BatchCall, EventCall } from '../event-call.ts';
import type { FunctionHost } from '../function-host.ts';
import { bareFailure, openLogged, understood } from '../reported-failures.ts';
import type { Invocation, Registration } from './azure-options.ts';
import { platformDeadline } from './platform-time.ts';

/**
 * What a trigger's data mean to a function. `carried` is what came with the invocation, with no
 * tenant. Throws `invalid_argument` for what is none of the events that the trigger stands for.
 */
export type ReadEvent = (
  data: unknown,
  carried: Carried,
  context: InvocationContext,
) => readonly (EventCall | BatchCall)[];

/**
 * Makes the calls that an event asks for, at the same time. Gives what the function gives where that
 * is one call. Where some fail the event has failed, once all have been tried: the platform has no
 * failure of a part.
 */
export function handlerOf(read: ReadEvent, registration: Registration) {
  const { fn, options } = registration;
  const open = openLogged(fn, registration.open, options);
  return async (data: unknown, context: InvocationContext): Promise<unknown> => {
    try {
      const carried = carriedByInvocation({ ...registration, context });
      const calls = understood(fn, options, () => read(data, carried, context));
      if (calls.length === 0) return undefined;
      const host = await open();
      const settled = await Promise.allSettled(calls.map((call) => made(call, host)));
      const failed = settled.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      const [first] = settled;
      return settled.length === 1 && first?.status === 'fulfilled' ? first.value : undefined;
    } catch (error) {
      throw bareFailure(fn, error);
    }
  };
}

async function made(call: EventCall | BatchCall, host: FunctionHost): Promise<unknown> {
  const { input, carried, delivery } = call;
  try {
    return await host.call(input, carried, delivery);
  } catch (error) {
    const apart = 'apart' in call ? call.apart : null;
    if (!apart) throw error;
    const settled = await Promise.allSettled(apart.map((part) => made(part, host)));
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return undefined;
  }
}

/** What came with an invocation, whatever it is about; nobody's so far. */
export const carriedByInvocation = ({ context, options }: Invocation): Carried => ({
  tenant: '',
  requestId: context.invocationId,
  traceId: traceIdOf(context.traceContext?.traceParent),
  deadline: platformDeadline(options),
});
