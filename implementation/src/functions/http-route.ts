import type { Route } from '#src/api/route.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { within } from '#src/foundation/within.ts';
import { type DeskFunction, operationIdOf } from './define-function.ts';
import type { Surroundings } from './parts.ts';
import type { HttpTrigger } from './trigger.ts';

/** A function of HTTP as a route of the API, run on what it needs. */
export function routeOf(fn: DeskFunction<HttpTrigger>, desk: Surroundings & object): Route {
  const { kind: _http, success, ...trigger } = fn.trigger;
  return {
    ...trigger,
    operationId: operationIdOf(fn),
    bodySchema: fn.input,
    success: { ...success, schema: fn.output },
    async run({ body, context, ...rest }) {
      const { clock } = desk;
      const own = clock.now() + fn.timeoutMs;
      const deadline = Math.min(own, context.deadline ?? own);
      const timed = { ...context, deadline };
      const call = { desk, context: timed, input: body, ...rest };
      const result = fn.run(call) as Promise<Response | object>;
      return within(clock, Math.max(0, deadline - clock.now()), result, () => tooLate(fn));
    },
  };
}

const tooLate = ({ name }: DeskFunction) =>
  new SupportError('deadline_exceeded', `The function ${name} ran out of time.`);
