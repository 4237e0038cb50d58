import type { Handle } from './calls-of-event.ts';
import { answerRequest } from './http-call.ts';
import { resultOf } from './http-result.ts';
import { bodyLogged } from './reported-failures.ts';

/** A request, answered in one piece. */
export const httpHandle: Handle = async (event, invocation) => {
  const { response, ended } = await answerRequest(event, invocation);
  const { fn, options } = invocation;
  return await bodyLogged(fn, options, resultOf(response)).finally(ended);
};
