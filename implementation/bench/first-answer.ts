import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataSettings } from '#src/cli/settings.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';
import { buildContainer } from '../../scripts/build/container.ts';
import { buildableVersions } from '../../scripts/build/versions.ts';
import { freePort } from './free-port.ts';
import { heading, median, report } from './statistics.ts';

const rounds = 9;
const lookAgainMs = 2;
const giveUpMs = 30_000;

const bareServer = `
  require('node:http')
    .createServer((request, response) => {
      request.resume();
      request.on('end', () => response.end('{"status":"answered"}'));
    })
    .listen(Number(process.argv[1]), '127.0.0.1');
`;

/** The status of the chat's answer; undefined while nobody listens. */
async function ask(port: number, message: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  }).catch(() => undefined);
  if (response === undefined) return undefined;
  return ((await response.json()) as { status?: unknown }).status;
}

interface FirstAnswer {
  /** From the start of the process, and what it has used of processors until then. */
  readonly millis: number;
  readonly processorMillis: number;
}

const ticksPerSecond = 100;

/** User and system time of a process, as Linux counts it; elsewhere unknown. */
function processorMillis(processId: number): number {
  const file = `/proc/${processId}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

async function firstAnswer(args: readonly string[], message: string): Promise<FirstAnswer> {
  const port = await freePort();
  const words = args.map((word) => (word === '{port}' ? String(port) : word));
  const began = performance.now();
  const child = spawn(process.execPath, words, { stdio: 'ignore' });
  try {
    for (;;) {
      const status = await ask(port, message);
      if (status === 'answered') {
        const millis = performance.now() - began;
        return { millis, processorMillis: processorMillis(child.pid ?? 0) };
      }
      if (status !== undefined) throw new Error(`the first answer was ${status}`);
      if (performance.now() - began > giveUpMs) throw new Error('there was no answer in time');
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  } finally {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }
}

/** How each process is started, by what it is called in the report. */
async function processes(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const version = buildableVersions.find(({ name }) => name === manifest.name);
  if (version === undefined) throw new Error(`${manifest.name} cannot be built`);
  await buildContainer(version, join(folder, 'desk'), join(folder, 'maps'));
  const place = ['--host', '127.0.0.1', '--port', '{port}'];
  // The image's own command, where the bundle lies now and for this machine alone.
  const [, ...words] = manifest.image.command.slice(0, manifest.image.command.indexOf('--host'));
  const source = fileURLToPath(new URL('../src/cli/start.ts', import.meta.url));
  return new Map([
    ['bare node:http', ['-e', bareServer, '{port}']],
    ['the container’s bundle', [...words.map((word) => inFolder(word, folder)), ...place]],
    ['node implementation/src/cli/start.ts v0.5', [source, manifest.name, ...place]],
  ]);
}

const inFolder = (word: string, folder: string): string =>
  word.startsWith('/desk/') ? join(folder, word) : word;

export async function benchFirstAnswer(): Promise<void> {
  heading(`v0.5, process start to the first answered POST /v1/chat, median of ${rounds}`);
  const { articles } = await loadContent(dataSettings({}).contentDirectory);
  const question = articles.find(({ kind }) => kind === 'faq')?.title ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  try {
    const started = await processes(folder);
    const measured = new Map([...started.keys()].map((name) => [name, [] as FirstAnswer[]]));
    for (let round = 0; round < rounds; round += 1) {
      // In turn, so that what else the machine does falls on all of them.
      for (const [name, args] of started) {
        measured.get(name)?.push(await firstAnswer(args, question));
      }
    }
    for (const [name, answers] of measured) {
      const millis = answers.map((one) => one.millis);
      const figures = `${median(millis).toFixed(0)} ms, worst ${Math.max(...millis).toFixed(0)}`;
      const processor = median(answers.map((one) => one.processorMillis)).toFixed(0);
      const aim = name.startsWith('bare') ? 'the floor' : 'aim ≤ 2,000 ms';
      report(name, figures, `${aim}; ${processor} ms of a processor`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await benchFirstAnswer();
