import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { alpha, beta, npmProgram, TinyPackage } from './prepare/tiny-package.ts';

const { scripts } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { scripts: Record<string, string> };

/** Says what it was started with, then either ends or serves until it is told to drain. */
const program = `
  import 'alpha';
  const parentId: string | undefined = process.env.SUPPORTMAX_PARENT;
  if (process.argv.includes('--serve')) {
    const first = process.ppid;
    const timer = setInterval(() => { if (process.ppid !== first) process.exit(1); }, 100);
    const drain = (signal: string) => { console.log('drained by ' + signal); clearInterval(timer); };
    process.on('SIGTERM', drain);
    process.on('SIGINT', drain);
  }
  console.log(JSON.stringify({
    parameters: process.argv.slice(2),
    belongsToParent: parentId === String(process.ppid),
  }));
`;

const made: TinyPackage[] = [];
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const tiny of made.splice(0)) tiny.remove();
});

function makePackage(): TinyPackage {
  const tiny = new TinyPackage([alpha, beta], { scripts });
  made.push(tiny);
  for (const name of ['start', 'main']) {
    const path = tiny.path(`implementation/src/cli/${name}.ts`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, program);
  }
  return tiny;
}

function npm(tiny: TinyPackage, parameters: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [npmProgram(), ...parameters], {
    cwd: tiny.folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      npm_config_cache: tiny.path('npm-cache'),
      npm_config_offline: 'true',
      ...environment,
    },
  });
  started.push(child);
  return child;
}

test.each([{}, { npm_config_ignore_scripts: 'true' }])(
  'npm start installs and passes flags on, with the settings %j',
  async (environment: Record<string, string>) => {
    const tiny = makePackage();
    const child = npm(tiny, ['start', '--', 'v1', '--port', '0', 'a "b" $c'], environment);
    const lines = createInterface({ input: child.stdout });
    const said: string[] = [];
    for await (const line of lines) said.push(line);
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({
      parameters: ['v1', '--port', '0', 'a "b" $c'],
      belongsToParent: true,
    });
    expect(tiny.version('beta')).toBeUndefined();
  },
);

test('npm run -s supportmax prints what the command prints, from the first time on', async () => {
  const tiny = makePackage();
  const child = npm(tiny, ['run', '-s', 'supportmax', '--', 'ask', 'x']);
  let stdout = '';
  for await (const chunk of child.stdout) stdout += chunk;
  expect(JSON.parse(stdout)).toMatchObject({ parameters: ['ask', 'x'] });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s to npm drains the server', async (signal) => {
  const child = npm(makePackage(), ['start', '--', '--serve']);
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    said.push(line);
    if (line.startsWith('{')) child.kill(signal);
  });
  const [code] = await once(child, 'close');
  expect([said.at(-1), code]).toEqual([`drained by ${signal}`, 0]);
});
