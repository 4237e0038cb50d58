import { createApp } from '#src/api/app.ts';
import { errorFields } from '#src/foundation/logger.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction, MessageDelivery } from '#src/functions/define-function.ts';
import { isHttp } from '#src/functions/define-function.ts';
import { routeOf } from '#src/functions/http-route.ts';
import type { Surroundings } from '#src/functions/parts.ts';
import { measuredCall, runInTime } from '#src/functions/run-in-time.ts';
import type { Trigger } from '#src/functions/trigger.ts';
import { type Carried, contextOfCarried } from './carried.ts';

/** A function with what it needs, ready to be run by whichever host. */
export interface FunctionHost<On extends Trigger = Trigger> {
  readonly fn: DeskFunction<On>;
  /** For functions of HTTP: the API's own refusals included, it always has an answer. */
  fetch(request: Request, carried: Carried): Promise<Response>;
  /**
   * For all others: one call. Throws a SupportError: `invalid_argument` for an input that does not
   * fit, `deadline_exceeded` when the time is over, and what the function throws.
   */
  call(input: unknown, carried: Carried, delivery?: MessageDelivery): Promise<unknown>;
}

/** Runs a function on the parts that it needs: checks what goes in and out, and keeps to its time. */
export function hostFunction<On extends Trigger>(
  fn: DeskFunction<On>,
  desk: Surroundings & object,
): FunctionHost<On> {
  const app = isHttp(fn) ? createApp([routeOf(fn, desk)], desk) : null;
  return {
    fn,
    async fetch(request, carried) {
      if (!app) throw new Error(`${fn.name} is no function of HTTP`);
      return app.fetch(request, { carried });
    },
    async call(input, carried, delivery) {
      const given = contextOfCarried(carried, desk.newId);
      const run = async () => {
        const checked = inputOf(fn, input);
        return runInTime(fn, desk, given, async (context) => {
          const call = { desk, context, input: checked, ...(delivery && { delivery }) };
          return outputOf(fn, await fn.run(call));
        });
      };
      try {
        return await measuredCall(fn, desk, run);
      } catch (error) {
        log(desk, fn, given, error);
        throw toSupportError(error, `The function ${fn.name} failed.`);
      }
    },
  };
}

function inputOf({ name, input: schema }: DeskFunction, input: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') || 'input';
  const detail = `${name}: ${place}: ${issue?.message ?? 'not valid'}`;
  throw new SupportError('invalid_argument', detail.slice(0, 500));
}

function outputOf({ name, output: schema }: DeskFunction, result: unknown): unknown {
  if (!schema) return result;
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  throw new Error(`${name} gave something else than it declares: ${parsed.error.message}`);
}

function log(
  { logger }: Surroundings,
  { name }: DeskFunction,
  { tenant, requestId, traceId }: RequestContext,
  error: unknown,
): void {
  const known = toSupportError(error);
  const who = { function: name, tenant, requestId, ...(traceId !== null && { traceId }) };
  if (known.code === 'internal' || known.code === 'data_corrupt') {
    logger.log('error', 'a function failed', { ...who, ...errorFields(error) });
  } else {
    const { code, message, retryable } = known;
    logger.log('warn', 'a function failed', { ...who, code, retryable, error: message });
  }
}
