import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/**
 * Each setting that a person's own npm configuration or NODE_ENV could turn round is given here.
 * `install`, not `ci`: it adds what is missing and leaves the rest in place for whoever uses it.
 */
const settings = [
  '--no-save',
  '--package-lock',
  '--ignore-scripts',
  '--include=optional',
  '--no-global',
  '--no-dry-run',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
];

const kept = new Set(['.prepared.json', '.prepare-lock']);

/** Empties node_modules, but for the marker and the lock. */
export function clearModules(modules) {
  for (const name of existsSync(modules) ? readdirSync(modules) : []) {
    if (!kept.has(name)) rmSync(join(modules, name), { recursive: true, force: true });
  }
}

/** The npm that runs this script; outside npm, the one on the PATH. */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script && basename(script) === 'npm-cli.js' && existsSync(script)) {
    return [node && existsSync(node) ? node : process.execPath, script];
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Without this project's own programs: npm must not run on the Node that it may be replacing. */
function pathWithout(folder) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => entry !== folder)
    .join(delimiter);
}

/** Runs npm with its output on stderr. Resolves to undefined, or to what went wrong in a few words. */
export function npmInstall(root, mode, onSpawn) {
  const [command, ...first] = npmCommand();
  const which = mode === 'develop' ? '--include=dev' : '--omit=dev';
  const child = spawn(command, [...first, 'install', ...settings, which, `--prefix=${root}`], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: pathWithout(join(root, 'node_modules', '.bin')) },
    shell: process.platform === 'win32' && first.length === 0,
  });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    if (child.pid !== undefined) onSpawn(child.pid);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal ? `stopped by ${signal}` : `exit code ${code}`);
    });
  }).finally(() => {
    for (const signal of signals) process.removeListener(signal, forward);
  });
}
