/**
 * What somebody meets who has just cloned this: HEAD in an empty folder, an empty npm cache,
 * `npm start` until the desk is ready, a second start with everything there, and with `--test`
 * also `npm test`. Prints times and sizes; removes what it made. Needs the npm registry.
 *
 *   node scripts/try-fresh-clone.mjs [--test]
 */
import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'supportmax-clone-'));
const clone = join(work, 'desk');
const timeoutMs = 300_000;
/** Without this checkout's own programs on the PATH, and without what npm told this script. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|SUPPORTMAX_|PORT$)/i.test(name)),
);
environment.npm_config_cache = join(work, 'npm-cache');
environment.PATH = (environment.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
let server;

function sizeOf(path) {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function report(what, value, unit) {
  console.log(`${what.padEnd(48)} ${value.toFixed(1).padStart(8)} ${unit}`);
}

async function isReady(address) {
  try {
    return (await fetch(new URL('/readyz', address))).status === 200;
  } catch {
    return false;
  }
}

/** Resolves with the seconds from the command to a ready desk. */
function start() {
  const started = performance.now();
  server = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the desk was not ready in time')), timeoutMs);
    server.once('error', reject);
    server.once('exit', (code, signal) => reject(new Error(`npm start ended: ${signal ?? code}`)));
    let output = '';
    let isAsking = false;
    server.stdout.on('data', async (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
      const address = output.match(/http:\/\/[\w.:[\]]+:\d+/)?.[0];
      if (address === undefined || isAsking) return;
      isAsking = true;
      while (!(await isReady(address))) await new Promise((done) => setTimeout(done, 20));
      clearTimeout(timer);
      resolve((performance.now() - started) / 1000);
    });
  });
}

/** Resolves with the seconds that the desk took to drain. */
function stop() {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    server.removeAllListeners('exit');
    server.once('exit', (code, signal) => {
      if (code === 0) resolve((performance.now() - started) / 1000);
      else reject(new Error(`npm start ended with ${signal ?? code} after TERM, not with 0`));
    });
    server.kill('SIGTERM');
  });
}

function run(command, parameters, cwd) {
  const started = performance.now();
  const { status, error } = spawnSync(command, parameters, {
    cwd,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(
      `${command} ${parameters.join(' ')}: ${error?.message ?? `exit code ${status}`}`,
    );
  }
  return (performance.now() - started) / 1000;
}

async function tryClone() {
  const figures = [];
  figures.push([
    'git clone',
    run('git', ['clone', '--quiet', '--no-local', root, clone], work),
    's',
  ]);
  figures.push([
    'the clone, without .git',
    (sizeOf(clone) - sizeOf(join(clone, '.git'))) / 2 ** 20,
    'MiB',
  ]);
  figures.push(['npm start to /readyz, nothing installed', await start(), 's']);
  figures.push(['TERM to the end', await stop(), 's']);
  figures.push(['node_modules to run', sizeOf(join(clone, 'node_modules')) / 2 ** 20, 'MiB']);
  figures.push(['npm start to /readyz, packages installed', await start(), 's']);
  figures.push(['TERM to the end', await stop(), 's']);
  if (process.argv.includes('--test')) {
    figures.push([
      'npm test, development packages not installed',
      run('npm', ['test'], clone),
      's',
    ]);
    figures.push(['node_modules to develop', sizeOf(join(clone, 'node_modules')) / 2 ** 20, 'MiB']);
  }
  const changes = spawnSync('git', ['status', '--porcelain'], {
    cwd: clone,
    encoding: 'utf8',
  }).stdout;
  if (changes) throw new Error(`the clone has changed files:\n${changes}`);
  console.log('');
  for (const figure of figures) report(...figure);
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.once('exit', () => {
  server?.kill('SIGTERM');
  rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
try {
  await tryClone();
  process.exit(0);
} catch (error) {
  console.error(`try-fresh-clone: ${error.message}`);
  process.exit(1);
}
