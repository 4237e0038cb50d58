import { logBrokenOff } from '../reported-failures.ts';
import type { Handle } from './calls-of-event.ts';
import { answerRequest } from './http-call.ts';
import { resultOf } from './http-result.ts';

/** A request, answered in one piece. */
export const httpHandle: Handle = async (event, invocation) => {
  const { response, stop } = await answerRequest(event, invocation);
  const { fn, options } = invocation;
  try {
    return await resultOf(response);
  } catch (error) {
    logBrokenOff(fn, options, error);
    throw error;
  } finally {
    stop();
  }
};
