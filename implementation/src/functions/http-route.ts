import type { Route } from '#src/api/route.ts';
import { type DeskFunction, operationIdOf } from './define-function.ts';
import type { Surroundings } from './parts.ts';
import { measuredCall, runInTime } from './run-in-time.ts';
import type { HttpTrigger } from './trigger.ts';

/** A function of HTTP as a route of the API, run on what it needs. */
export function routeOf(fn: DeskFunction<HttpTrigger>, desk: Surroundings & object): Route {
  const { kind: _http, success, ...trigger } = fn.trigger;
  return {
    ...trigger,
    operationId: operationIdOf(fn),
    bodySchema: fn.input,
    success: { ...success, schema: fn.output },
    run: ({ body, context: given, ...rest }) =>
      measuredCall(fn, desk, () =>
        runInTime(fn, desk, given, async (context) => {
          const result = await fn.run({ desk, context, input: body, ...rest });
          return result as Response | object;
        }),
      ),
  };
}
