import { problemResource } from '#src/api/schemas.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** Brings a request to a desk, wherever that runs. */
export type Call = (path: string, request: RequestInit) => Promise<Response>;

/** Sends a request to a desk's API; returns what its JSON says. Throws what it refuses. */
export async function send<Result>(
  call: Call,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Result> {
  const headers = { 'content-type': 'application/json' };
  const request = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await call(path, request);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Result;
  const problem = problemResource.safeParse(answer);
  if (problem.success) throw new SupportError(problem.data.code, problem.data.detail);
  throw new SupportError('unavailable', 'What answers there is not this desk.');
}

/** Calls a desk of this process, as a request from outside does. */
export const callTo =
  ({ fetch }: { readonly fetch: (request: Request) => Promise<Response> }): Call =>
  async (path, request) =>
    fetch(new Request(new URL(path, 'http://localhost'), request));
