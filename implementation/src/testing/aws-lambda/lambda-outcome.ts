/** What a function told the platform about a failure. */
export interface LambdaErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** How one invocation came out, as the platform saw it. */
export type LambdaOutcome =
  | { readonly kind: 'result'; readonly result: unknown }
  | ({ readonly kind: 'stream' } & StreamedResponse)
  | { readonly kind: 'error'; readonly error: LambdaErrorReport }
  /** Out of time, and killed as Lambda does it, or gone by itself. */
  | { readonly kind: 'lost'; readonly reason: 'timed out' | 'ended' };

export interface StreamedResponse {
  /** Status, headers and cookies, where the response is one of HTTP; else null. */
  readonly prelude: HttpPrelude | null;
  readonly body: Buffer;
  /** What broke it off. */
  readonly error: LambdaErrorReport | null;
}

export interface HttpPrelude {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
}

const httpResponse = 'application/vnd.awslambda.http-integration-response';
/** Between the prelude and the body. */
const delimiter = Buffer.alloc(8);

/** Takes a streamed response apart as the front door does that Lambda hands it to. */
export function readStreamed(
  contentType: string | undefined,
  bytes: Buffer,
  error: LambdaErrorReport | null,
): StreamedResponse {
  if (contentType !== httpResponse) return { prelude: null, body: bytes, error };
  const end = bytes.indexOf(delimiter);
  if (end < 0) throw new Error('a streamed response has no end of its prelude');
  const prelude: HttpPrelude = JSON.parse(bytes.toString('utf8', 0, end));
  return { prelude, body: bytes.subarray(end + delimiter.length), error };
}
