import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lambdaClientProblem, lambdaClientProgram } from './lambda-client.ts';
import type { LambdaOutcome } from './lambda-outcome.ts';
import { startRuntimeApi } from './runtime-api.ts';

export interface LambdaFunction {
  /** Where the bundle lies. */
  readonly folder: string;
  /** `index.handler`: the file without its ending, and what it exports. */
  readonly handler: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface InvokeOptions {
  /** After so long it is killed, and the environment is of no more use. */
  readonly timeoutMs?: number;
  readonly traceHeader?: string | null;
  readonly onChunk?: (chunk: Buffer) => void;
}

/** A function in a process of its own, below AWS's client and above an emulated Runtime API. */
export interface LambdaEnvironment {
  /** From the start of the process to the first wish for an event, milliseconds. */
  readonly initialised: Promise<number>;
  /** Everything the process printed, by line. */
  readonly lines: readonly string[];
  /** One event after the other. */
  invoke(event: unknown, options?: InvokeOptions): Promise<LambdaOutcome & { millis: number }>;
  /** SIGKILL. All that it printed has been read when this resolves. */
  stop(): Promise<void>;
}

const defaultTimeoutMs = 10_000;

/** What Lambda sets in every function's environment; nothing of ours is inherited. */
const lambdaVariables = {
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_FUNCTION_NAME: 'supportmax',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/supportmax',
  AWS_LAMBDA_LOG_STREAM_NAME: 'emulated',
  AWS_REGION: 'eu-central-1',
  TZ: ':UTC',
};

export async function startLambda(lambda: LambdaFunction): Promise<LambdaEnvironment> {
  const problem = lambdaClientProblem();
  if (problem !== null) throw new Error(problem);
  const api = await startRuntimeApi();
  const began = performance.now();
  const child = spawn(process.execPath, [lambdaClientProgram, lambda.handler], {
    cwd: lambda.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...lambdaVariables,
      AWS_LAMBDA_RUNTIME_API: api.address,
      LAMBDA_TASK_ROOT: lambda.folder,
      _HANDLER: lambda.handler,
      ...lambda.environment,
    },
  });
  const killNow = () => void child.kill('SIGKILL');
  process.on('exit', killNow);
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', killNow);
      api.abandon({ kind: 'lost', reason: 'ended' });
      resolve();
    });
  });
  return {
    initialised: api.initialised.then(() => performance.now() - began),
    lines,
    async invoke(event, { timeoutMs = defaultTimeoutMs, traceHeader = null, onChunk } = {}) {
      const start = performance.now();
      const kill = setTimeout(() => {
        api.abandon({ kind: 'lost', reason: 'timed out' });
        killNow();
      }, timeoutMs);
      try {
        const deadline = Date.now() + timeoutMs;
        const request = { event, deadline, traceHeader, ...(onChunk && { onChunk }) };
        const outcome = await api.invoke(request);
        return { ...outcome, millis: performance.now() - start };
      } finally {
        clearTimeout(kill);
      }
    },
    async stop() {
      killNow();
      await ended;
      await api.close();
    },
  };
}

/** Plays events one after the other; whatever happens, nothing of it is left when this returns. */
export async function runInLambda(
  lambda: LambdaFunction,
  events: readonly unknown[],
  options: InvokeOptions = {},
): Promise<{ outcomes: LambdaOutcome[]; lines: readonly string[] }> {
  const environment = await startLambda(lambda);
  const outcomes: LambdaOutcome[] = [];
  try {
    for (const event of events) outcomes.push(await environment.invoke(event, options));
  } finally {
    await environment.stop();
  }
  return { outcomes, lines: environment.lines };
}
