import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LambdaErrorReport, type LambdaOutcome, readStreamed } from './lambda-outcome.ts';

/** One event for the function, and who waits for what comes of it. */
interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly onChunk: (chunk: Buffer) => void;
  readonly settle: (outcome: LambdaOutcome) => void;
}

export interface InvocationRequest {
  readonly event: unknown;
  /** When the platform kills the function, milliseconds since the epoch. */
  readonly deadline: number;
  /** X-Ray's, `Root=…;Parent=…;Sampled=…`; none where null. */
  readonly traceHeader: string | null;
  /** Gets a streamed response as it comes, its prelude included. */
  readonly onChunk?: (chunk: Buffer) => void;
}

/**
 * An emulator of the Runtime API: what Lambda offers its client inside the sandbox, on a free port of
 * loopback. One invocation at a time, as in Lambda.
 */
export interface RuntimeApi {
  /** Host and port. */
  readonly address: string;
  /** Resolves when the client asks for its first event: everything has been imported. */
  readonly initialised: Promise<void>;
  invoke(request: InvocationRequest): Promise<LambdaOutcome>;
  /** Ends the current invocation, and all later ones, with this outcome. */
  abandon(outcome: LambdaOutcome): void;
  close(): Promise<void>;
}

const functionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:supportmax';
/** Lambda takes no more of an answer that is not streamed. */
const answerBytes = 6 * 1024 * 1024;
const root = '/2018-06-01/runtime/';

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const sandbox = new Sandbox();
  const server = createServer((request, response) => {
    // A client that was killed in the middle leaves a request without an end.
    sandbox.serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    initialised: sandbox.initialised.promise,
    invoke: (request) => sandbox.invoke(request),
    abandon: (outcome) => sandbox.abandon(outcome),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Between who invokes and the client: one invocation at most, and one wish for it at most. */
class Sandbox {
  readonly initialised = Promise.withResolvers<void>();
  #count = 0;
  #wish: ServerResponse | null = null;
  #current: Invocation | null = null;
  #waits = false;
  #abandoned: LambdaOutcome | null = null;

  async invoke(request: InvocationRequest): Promise<LambdaOutcome> {
    if (this.#current !== null) throw new Error('Lambda gives an environment one event at a time');
    if (this.#abandoned !== null) return this.#abandoned;
    const { event, deadline, traceHeader, onChunk = () => {} } = request;
    this.#count += 1;
    const id = `00000000-0000-4000-8000-${String(this.#count).padStart(12, '0')}`;
    const headers = {
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(deadline),
      'lambda-runtime-invoked-function-arn': functionArn,
      ...(traceHeader !== null && { 'lambda-runtime-trace-id': traceHeader }),
    };
    const { promise, resolve } = Promise.withResolvers<LambdaOutcome>();
    this.#current = { id, event, headers, onChunk, settle: resolve };
    this.#waits = true;
    this.#handOut();
    const outcome = await promise;
    this.#current = null;
    return outcome;
  }

  abandon(outcome: LambdaOutcome): void {
    this.#abandoned ??= outcome;
    this.#current?.settle(this.#abandoned);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = request.url?.startsWith(root) ? request.url.slice(root.length) : '';
    if (request.method === 'GET' && action === 'invocation/next') {
      this.initialised.resolve();
      this.#wish = response;
      this.#handOut();
      return;
    }
    const isInit = action === 'init/error';
    const [, id, what] = /^invocation\/([^/]+)\/(response|error)$/.exec(action) ?? [];
    if (!isInit && id !== this.#current?.id) {
      response.writeHead(400).end('{"errorType":"InvalidRequestID"}');
      return;
    }
    const bytes = await readAll(request, this.#current?.onChunk);
    const outcome = outcomeOf(request, bytes, isInit || what === 'error');
    const tooLarge = outcome.kind === 'result' && bytes.length > answerBytes;
    response.writeHead(tooLarge ? 413 : 202).end('{"status":"OK"}');
    if (isInit) this.abandon(outcome);
    else this.#current?.settle(tooLarge ? tooLargeOutcome : outcome);
  }

  #handOut(): void {
    if (this.#wish === null || this.#current === null || !this.#waits) return;
    const { headers, event } = this.#current;
    this.#wish.writeHead(200, { 'content-type': 'application/json', ...headers });
    this.#wish.end(JSON.stringify(event));
    this.#wish = null;
    this.#waits = false;
  }
}

const tooLargeOutcome: LambdaOutcome = {
  kind: 'error',
  error: {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded ${answerBytes} bytes.`,
    trace: [],
  },
};

async function readAll(request: IncomingMessage, onChunk?: (chunk: Buffer) => void) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
    if (isStreamed(request)) onChunk?.(chunk);
  }
  return Buffer.concat(chunks);
}

const isStreamed = ({ headers }: IncomingMessage): boolean =>
  headers['lambda-runtime-function-response-mode'] === 'streaming';

function outcomeOf(request: IncomingMessage, bytes: Buffer, failed: boolean): LambdaOutcome {
  if (failed) return { kind: 'error', error: JSON.parse(bytes.toString()) as LambdaErrorReport };
  if (!isStreamed(request)) return { kind: 'result', result: JSON.parse(bytes.toString()) };
  const brokenOff = request.trailers['lambda-runtime-function-error-body'];
  const error: LambdaErrorReport | null =
    brokenOff === undefined ? null : JSON.parse(Buffer.from(brokenOff, 'base64').toString());
  return { kind: 'stream', ...readStreamed(request.headers['content-type'], bytes, error) };
}
