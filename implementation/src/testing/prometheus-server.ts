import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './postgres-server.ts';
import { prometheusProgram } from './prometheus-programs.ts';

/** A Prometheus server that a test started; it scrapes one desk several times a second. */
export interface TestPrometheus {
  /** An answer of its HTTP API: `api('targets')`. */
  api<Data>(path: string, parameters?: Readonly<Record<string, string>>): Promise<Data>;
  /** The value of an expression that gives one series or none. */
  value(expression: string): Promise<number | null>;
  /** Waits until an expression has a value; the message says what it had instead. */
  untilValue(expression: string, expected: number): Promise<void>;
  /** What it printed: warnings and errors. */
  log(): string;
  dispose(): Promise<void>;
}

const waitMs = 60_000;

export async function startTestPrometheus(
  deskUrl: string,
  ruleFiles: readonly string[] = [],
): Promise<TestPrometheus> {
  const program = prometheusProgram('prometheus');
  if (!program) throw new Error('there is no prometheus');
  const directory = mkdtempSync(join(tmpdir(), 'supportmax-prometheus-'));
  const config = join(directory, 'prometheus.json');
  // Its configuration is YAML, and all JSON is YAML.
  writeFileSync(config, JSON.stringify(configurationFor(deskUrl, ruleFiles)));
  const origin = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=${origin}`,
      '--log.level=warn',
    ],
    { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const killNow = () => void server.kill('SIGKILL');
  process.on('exit', killNow);
  const ended = new Promise((resolve) => server.once('close', resolve));
  let printed = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const dispose = async () => {
    server.kill('SIGKILL');
    await ended;
    process.off('exit', killNow);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(`http://${origin}/-/ready`, server);
  } catch (error) {
    await dispose();
    throw new Error(`${error}: ${printed}`);
  }
  return { ...queriesOf(`http://${origin}/api/v1/`), log: () => printed, dispose };
}

function configurationFor(deskUrl: string, ruleFiles: readonly string[]) {
  const { host } = new URL(deskUrl);
  return {
    global: { scrape_interval: '200ms', scrape_timeout: '200ms', evaluation_interval: '200ms' },
    rule_files: ruleFiles,
    scrape_configs: [{ job_name: 'supportmax', static_configs: [{ targets: [host] }] }],
  };
}

interface Vector {
  readonly result: readonly { readonly value: readonly [number, string] }[];
}

function queriesOf(root: string): Pick<TestPrometheus, 'api' | 'value' | 'untilValue'> {
  const api = async <Data>(path: string, parameters = {}) => {
    const query = new URLSearchParams(parameters);
    const response = await fetch(`${root}${path}?${query}`);
    const answer = (await response.json()) as { status: string; error?: string; data: Data };
    if (answer.status !== 'success') throw new Error(`${path} ${query}: ${answer.error}`);
    return answer.data;
  };
  const value = async (expression: string) => {
    const { result } = await api<Vector>('query', { query: expression });
    if (result.length > 1) throw new Error(`${expression} gives ${result.length} series`);
    const text = result[0]?.value[1];
    return text === undefined ? null : Number(text);
  };
  const untilValue = async (expression: string, expected: number) => {
    let found: number | null = null;
    const reached = await within(async () => {
      found = await value(expression);
      return found === expected;
    });
    if (!reached) throw new Error(`${expression} is ${found}, not ${expected}`);
  };
  return { api, value, untilValue };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const isReady = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  const ready = await within(async () => {
    if (server.exitCode !== null) throw new Error('Prometheus ended');
    return isReady();
  });
  if (!ready) throw new Error('Prometheus did not get ready');
}

async function within(condition: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + waitMs;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
