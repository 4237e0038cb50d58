import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Usage } from './servers/serve.ts';

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Processor time of the server for each request. */
  readonly cpuMicros: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  readonly failures: number;
}

/** A server of the bench in a process of its own. */
export class BenchServer {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static start(name: string, ...args: string[]): Promise<BenchServer> {
    return BenchServer.startWith([], name, ...args);
  }

  /** As `start`, with options for Node. */
  static async startWith(
    options: readonly string[],
    name: string,
    ...args: string[]
  ): Promise<BenchServer> {
    const file = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));
    const child = fork(file, args, { execArgv: ['--expose-gc', ...options] });
    const [message] = (await once(child, 'message')) as [{ port: number }];
    return new BenchServer(child, message.port);
  }

  async usage(): Promise<Usage> {
    this.#child.send('usage');
    const [usage] = (await once(this.#child, 'message')) as [Usage];
    return usage;
  }

  /**
   * Asks the questions in turn over 50 connections until `amount` requests are answered. `vary`
   * makes another text of a question each time that it is asked.
   */
  async load(
    amount: number,
    questions: readonly string[],
    vary?: (question: string) => string,
  ): Promise<LoadResult> {
    const before = await this.usage();
    const result = await autocannon({
      url: `${this.url}/v1/chat`,
      connections: 50,
      amount,
      requests: questions.map((question) => ({
        ...requestWith(question),
        ...(vary && {
          setupRequest: (request: object) => ({ ...request, ...requestWith(vary(question)) }),
        }),
      })),
    });
    const after = await this.usage();
    return {
      requests: result.requests.total,
      perSecond: result.requests.total / result.duration,
      cpuMicros: (after.cpuMicros - before.cpuMicros) / result.requests.total,
      latencyMs: { p50: result.latency.p50, p99: result.latency.p99 },
      failures: result.non2xx + result.errors,
    };
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}

const requestWith = (message: string) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});
