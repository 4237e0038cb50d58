/**
 * One installation at a time in one node_modules. The lock is a file that names its owner and the
 * npm the owner started; it counts as long as either lives, so killing the owner neither leaves
 * the lock behind for good nor lets a second npm in beside a first that is still writing.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrepareError, say } from './report.mjs';

/** When a process started, in the kernel's ticks, and its state, where /proc tells. */
function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return {};
  }
}

function identify(pid) {
  return { pid, start: look(pid).start };
}

/** Process ids come round again, and a dead process can stay listed until somebody collects it. */
function isAlive({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = look(pid);
  return start === undefined || (now.start === start && now.state !== 'Z');
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function holders(text) {
  try {
    return JSON.parse(text).filter(isAlive);
  } catch {
    return [];
  }
}

/** True when this process now has the lock. */
function take(path, text) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, text);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the lock of the dead; gives it back if it has got a living owner since it was read. */
function removeStale(path, staleText) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (readText(aside) !== staleText) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

async function waitFor(path, text) {
  let hasSaidSo = false;
  while (!take(path, text)) {
    const found = readText(path);
    if (found === undefined) continue;
    const [holder] = holders(found);
    if (holder === undefined) {
      removeStale(path, found);
      continue;
    }
    if (!hasSaidSo) say(`another installation is running here (process ${holder.pid}); waiting`);
    hasSaidSo = true;
    await sleep(100);
  }
}

/** Waits for the lock. `reason` says why it is wanted, for a folder that cannot be written. */
export async function acquireInstallLock(modules, reason) {
  const path = join(modules, '.prepare-lock');
  const self = identify(process.pid);
  let current = JSON.stringify([self]);
  try {
    mkdirSync(modules, { recursive: true });
    await waitFor(path, current);
  } catch (error) {
    throw new PrepareError(`${reason}, and node_modules cannot be written (${error.code}).`);
  }
  return {
    recordChild(pid) {
      const own = `${path}.${process.pid}`;
      current = JSON.stringify([self, identify(pid)]);
      writeFileSync(own, current);
      renameSync(own, path);
    },
    release() {
      if (readText(path) === current) rmSync(path, { force: true });
    },
  };
}
