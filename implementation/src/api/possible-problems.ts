import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import type { Route } from './route.ts';

/** A refusal that a client of a route should be ready for. */
export interface PossibleProblem {
  readonly status: number;
  readonly code: SupportErrorCode;
  readonly description: string;
}

const notValid: PossibleProblem = {
  status: 400,
  code: 'invalid_argument',
  description: 'Something is not as described; `detail` names it.',
};
const notThere = (name: string): PossibleProblem => ({
  status: 404,
  code: 'not_found',
  description: `Nothing has the name that is given as \`${name}\`.`,
});
const otherwiseUsed: PossibleProblem = {
  status: 409,
  code: 'conflict',
  description: 'The Idempotency-Key was used for another request.',
};
const tooLarge: PossibleProblem = {
  status: 413,
  code: 'too_large',
  description: 'The body, or a text in it, is longer than the limit.',
};
const notJson: PossibleProblem = {
  status: 415,
  code: 'invalid_argument',
  description: 'The body is not JSON, or encoded in another way than gzip.',
};
const failedInside: PossibleProblem = {
  status: 500,
  code: 'internal',
  description: 'Something failed inside; the desk’s log has more under the request’s id.',
};
const notNow: PossibleProblem = {
  status: 503,
  code: 'unavailable',
  description: 'The desk is starting or stopping, or cannot reach its store. Try again.',
};

/** The refusals that follow from what a route takes, in the order of their status. */
export function possibleProblems(route: Route): readonly PossibleProblem[] {
  const { method, bodySchema, pathSchema, refersTo } = route;
  return [
    notValid,
    ...(pathSchema || refersTo ? [notThere(refersTo ?? 'id')] : []),
    ...(method === 'POST' ? [otherwiseUsed] : []),
    ...(bodySchema ? [tooLarge, notJson] : []),
    failedInside,
    notNow,
  ];
}
