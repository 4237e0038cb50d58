import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const watchModule = new URL('./parent-watch.ts', import.meta.url).href;
const intervalMs = 20;

/** Says `ready`, then what it sees: `gone` from the watch, or `still here` after many looks. */
const serverSource = `
  import { watchParent } from ${JSON.stringify(watchModule)};
  const firstParent = process.ppid;
  const say = (line) => console.log(line + ' ' + process.pid + ' ' + String(process.env.SUPPORTMAX_PARENT));
  const later = (done) => setTimeout(done, ${intervalMs});
  const untilOrphaned = (done) => process.ppid === firstParent ? later(() => untilOrphaned(done)) : done();
  const stay = (looks) => looks === 0 ? say('still here') : later(() => stay(looks - 1));
  const watch = () => watchParent({ intervalMs: ${intervalMs}, onGone: () => { say('gone'); process.exit(0); } });
  if (process.argv[1] === 'late') { say('ready'); untilOrphaned(() => { watch(); stay(20); }); }
  const adopt = () => { process.env.SUPPORTMAX_PARENT = String(process.ppid); watch(); stay(20); };
  if (process.argv[1] === 'adopted') { say('ready'); untilOrphaned(adopt); }
  if (process.argv[1] === 'orphaned') { watch(); say('ready'); untilOrphaned(() => stay(20)); }
  if (process.argv[1] === 'busy') {
    watchParent({ intervalMs: ${intervalMs}, killAfterMs: 0, onGone: () => say('gone') });
    say('ready');
    const end = performance.now() + 30_000;
    while (performance.now() < end);
    say('never killed');
  }
  if (process.argv[1] === 'kept') { watch(); say('ready'); stay(20); }
`;

/** Starts the server above and stays until it is killed. */
const parentSource = `
  const { spawn } = require('node:child_process');
  const [, source, how, named] = process.argv;
  const env = { ...process.env };
  delete env.SUPPORTMAX_PARENT;
  if (named === 'named') env.SUPPORTMAX_PARENT = String(process.pid);
  spawn(process.execPath, ['--input-type=module', '-e', source, how], { env, stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

let parent: ChildProcess | undefined;
afterEach(() => parent?.kill('SIGKILL'));

function startServer(
  how: 'busy' | 'late' | 'adopted' | 'orphaned' | 'kept',
  named: 'named' | 'unnamed',
) {
  const process_ = spawn(process.execPath, ['-e', parentSource, serverSource, how, named], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parent = process_;
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  return {
    nextLine: async (): Promise<string> => (await lines.next()).value ?? 'no further line',
    killParent: async () => {
      process_.kill('SIGKILL');
      await once(process_, 'exit');
    },
  };
}

test('a server whose parent is killed is told so', async () => {
  const server = startServer('orphaned', 'named');
  expect(await server.nextLine()).toMatch(/^ready/);
  await server.killParent();
  expect(await server.nextLine()).toMatch(/^gone/);
});

test('a server too busy to notice that its parent was killed is killed too', async () => {
  const server = startServer('busy', 'named');
  expect(await server.nextLine()).toMatch(/^ready/);
  await server.killParent();
  expect(await server.nextLine()).toBe('no further line');
});

test('a parent that was gone before the watch began is noticed', async () => {
  const server = startServer('late', 'named');
  expect(await server.nextLine()).toMatch(/^ready/);
  await server.killParent();
  expect(await server.nextLine()).toMatch(/^gone/);
});

test('a server started by hand outlives the shell it was started from', async () => {
  const server = startServer('orphaned', 'unnamed');
  expect(await server.nextLine()).toMatch(/^ready/);
  await server.killParent();
  expect(await server.nextLine()).toMatch(/^still here/);
});

test('a server is left alone whose parent is the first process, as in a container', async () => {
  const server = startServer('adopted', 'unnamed');
  expect(await server.nextLine()).toMatch(/^ready/);
  await server.killParent();
  expect(await server.nextLine()).toMatch(/^still here/);
});

test('a parent that lives is left alone, and children do not inherit it', async () => {
  const server = startServer('kept', 'named');
  expect(await server.nextLine()).toMatch(/^ready/);
  expect(await server.nextLine()).toMatch(/^still here \d+ undefined$/);
});
