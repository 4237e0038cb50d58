/**
 * `npm test`: Biome, the TypeScript compiler and every test, with one line of figures at the end:
 * `N passed, N failed, N skipped`. Each static check counts as a test.
 *
 *   npm test                    everything
 *   npm test -- event-log       the tests whose path has this in it; further flags go to vitest
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const packagedNode = join(modules, '.bin', 'node');
const node = existsSync(packagedNode) ? packagedNode : process.execPath;
const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
const running = new Set();

/** Runs a JavaScript program in a process group of its own, so that it can be ended with its children. */
function run(program, parameters, { quiet }) {
  const started = performance.now();
  const child = spawn(node, [join(modules, program), ...parameters], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: { ...process.env, ...colours },
  });
  running.add(child);
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    const finish = (succeeded, message = '') => {
      running.delete(child);
      const seconds = (performance.now() - started) / 1000;
      resolve({ succeeded, seconds, output: Buffer.concat(output).toString() + message });
    };
    child.once('error', (error) => finish(false, `${error.message}\n`));
    child.once('close', (code, signal) => finish(code === 0, signal ? `ended by ${signal}\n` : ''));
  });
}

function stop(signal) {
  for (const child of running) {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  }
}

/** Nobody reads the result once npm is gone, or once a person has pressed Ctrl-C. */
function endWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    stop('SIGKILL');
    process.exit(1);
  }, 500);
  timer.unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stop(signal);
      setTimeout(() => {
        stop('SIGKILL');
        console.log(`stopped by ${signal}; there is no result`);
        process.exit(1);
      }, 2000).unref();
    });
  }
}

async function runStaticChecks() {
  const checks = [
    ['biome', '@biomejs/biome/bin/biome', ['check', '.']],
    ['tsc', 'typescript/bin/tsc', []],
  ];
  const results = await Promise.all(
    checks.map(([, program, parameters]) => run(program, parameters, { quiet: true })),
  );
  results.forEach(({ succeeded, seconds, output }, index) => {
    if (!succeeded) process.stdout.write(output);
    console.log(`${checks[index][0]} ${succeeded ? 'passed' : 'failed'} (${seconds.toFixed(1)} s)`);
  });
  const failed = results.filter(({ succeeded }) => !succeeded).length;
  return { passed: results.length - failed, failed };
}

async function runTests(parameters) {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-test-'));
  const file = join(folder, 'results.json');
  process.env.TEST_RESULTS_FILE = file;
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts/test/reporter.mjs')}`];
  const given = parameters.some((parameter) => parameter.startsWith('--reporter'));
  try {
    const { succeeded } = await run(
      'vitest/vitest.mjs',
      ['run', ...(given ? reporters.slice(1) : reporters), ...parameters],
      { quiet: false },
    );
    const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    return results === undefined ? undefined : { ...results, succeeded };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isCi() {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}

endWithParent();
const checks = await runStaticChecks();
const tests = await runTests(process.argv.slice(2));
const { passed = 0, failed = 0, skipped = [], succeeded = false } = tests ?? {};
const problems = [];
if (tests === undefined) problems.push('vitest ended before it could report');
else if (passed + failed === 0) problems.push('no test ran');
else if (!succeeded && failed === 0) problems.push('vitest failed outside the tests');
if (isCi()) {
  // A row of docs/requirements.md counts as proved by its test; on CI that test has to have run.
  for (const { name, cites, reason } of skipped.filter(({ cites }) => cites.length > 0)) {
    problems.push(`${cites.join(', ')} is proved by a skipped test: ${name}: ${reason}`);
  }
}
for (const problem of problems) console.log(`failed: ${problem}`);
for (const { name, reason } of skipped) console.log(`skipped: ${name}: ${reason}`);
const failures = checks.failed + failed + problems.length;
console.log(`${checks.passed + passed} passed, ${failures} failed, ${skipped.length} skipped`);
process.exitCode = failures > 0 ? 1 : 0;
