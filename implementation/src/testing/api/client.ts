import * as z from 'zod';

/** An answer of the desk, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or undefined where it is none. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = (path: string, options?: CallOptions) => Promise<Answer>;

type Fetch = (request: Request) => Promise<Response>;

/** Calls a desk, in this process or at an address, as a client in JSON would. */
export function clientOf(fetchOne: Fetch, origin = 'http://localhost'): Call {
  return async (path, { method, body, headers = {} } = {}) => {
    const request = new Request(new URL(path, origin), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return readAnswer(await fetchOne(request));
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const problem = z.strictObject({
  type: z.string().regex(/^urn:supportmax:problem:[a-z-]+$/),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string(),
  requestId: z.string().min(1),
});

/** What is wrong with an answer as a problem of the contracts; empty where nothing is. */
export function faultsOfProblem({ status, headers, json, text }: Answer): string[] {
  const parsed = problem.safeParse(json);
  if (!parsed.success) return [`not a problem: ${parsed.error.message}: ${text.slice(0, 200)}`];
  const { type, code, requestId } = parsed.data;
  const faults: string[] = [];
  if (headers.get('content-type') !== 'application/problem+json') faults.push('content-type');
  if (parsed.data.status !== status) faults.push(`status ${parsed.data.status} in ${status}`);
  if (type !== `urn:supportmax:problem:${code.replaceAll('_', '-')}`) faults.push(`type ${type}`);
  if (headers.get('x-request-id') !== requestId) faults.push('x-request-id');
  if (/\n\s+at |node_modules|\.ts:\d/.test(text)) faults.push(`a stack trace: ${text}`);
  return faults;
}
