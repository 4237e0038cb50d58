/**
 * Makes `npm start`, `npm test` and `npm run supportmax` work on a fresh clone: installs what the
 * lockfile names and is missing. Runs before each of them, on whatever Node ≥ 20 the machine has,
 * so it is plain JavaScript without dependencies. When nothing is missing it only looks at files.
 *
 *   node scripts/prepare.mjs run       what the desk needs
 *   node scripts/prepare.mjs develop   and what its tests need
 *
 * It writes to stderr only: stdout belongs to the command that follows.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acquireInstallLock } from './prepare/install-lock.mjs';
import { inspect, isUntouched, readMarker, writeMarker } from './prepare/installed.mjs';
import { missingNode, useWorkingNode } from './prepare/node-version.mjs';
import { clearModules, npmInstall } from './prepare/npm-install.mjs';
import { PrepareError, say } from './prepare/report.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');

/** Installs until `mode` is satisfied. The lock is held; who held it before may have done it all. */
async function install(mode, lock) {
  const before = inspect(root, mode);
  if (before.complete) return before;
  const marker = readMarker(modules);
  // Development packages that are there stay there, whatever is asked for now.
  const target = before.hasDevelopment ? 'develop' : mode;
  say(`${before.reason}; installing with npm (${target})`);
  writeMarker(modules, { state: 'installing', mode: target });
  if (before.broken) clearModules(modules);
  const failure = await npmInstall(root, target, (pid) => lock.recordChild(pid));
  const after = inspect(root, target, { trusted: true });
  if (failure === undefined && after.missing.length === 0) {
    warnAboutSkipped(after);
    return after;
  }
  // npm takes a failed install back; what could run before can then still run.
  if (!before.broken && isUntouched(modules, before)) {
    writeMarker(modules, marker);
    if (before.missing.length === 0 && before.stale.length === 0) {
      warnAboutSkipped(before);
      return { ...before, recorded: true };
    }
  }
  throw new PrepareError(
    failure === undefined
      ? `npm reported success, but ${after.reason}. Check the network and run the command again.`
      : `npm could not install the packages (${failure}); what it said is above.`,
  );
}

function warnAboutSkipped({ skipped }) {
  if (skipped.length > 0) say(`npm left out optional packages: ${skipped.join(', ')}`);
}

async function prepare(mode) {
  if (mode !== 'run' && mode !== 'develop') {
    throw new PrepareError('usage: node scripts/prepare.mjs run|develop');
  }
  let state = inspect(root, mode);
  if (!state.complete) {
    const problem = missingNode(root);
    if (problem) throw new PrepareError(problem);
    const lock = await acquireInstallLock(modules, state.reason);
    try {
      state = await install(mode, lock);
      if (!state.recorded) writeMarker(modules, state.marker);
    } finally {
      lock.release();
    }
  } else if (!state.recorded) {
    writeMarker(modules, state.marker);
  }
  const unusable = useWorkingNode(root);
  if (unusable) throw new PrepareError(unusable);
}

try {
  await prepare(process.argv[2]);
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
