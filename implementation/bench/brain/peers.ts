import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Has a lockfile of its own: no package of the project depends on what the brain is measured with. */
export const peersFolder = join(import.meta.dirname, 'peers');

const requirePeer = createRequire(join(peersFolder, 'package.json'));

/** What is installed of a peer, as its caller describes it: the compiler does not see the packages. */
export function loadPeer<Module>(name: string): Module {
  return requirePeer(name) as Module;
}

/** Why the peers cannot be measured here, or null where all of them are there as pinned. */
export function peersProblem(folder = peersFolder): string | null {
  for (const [name, wanted] of Object.entries(pinnedPeers(folder))) {
    const path = join(folder, 'node_modules', name, 'package.json');
    if (!existsSync(path)) return `${name} is not installed`;
    const { version } = readJson(path);
    if (version !== wanted) return `${name} is ${version}, not ${wanted}`;
  }
  return null;
}

/** Version of every peer by name. */
export function pinnedPeers(folder = peersFolder): Readonly<Record<string, string>> {
  return readJson(join(folder, 'package.json')).dependencies ?? {};
}

/**
 * Installs the peers as their lockfile names them, without their install scripts; does nothing where
 * they are. Returns the problem that is left, or null.
 */
export function installPeers(): string | null {
  if (peersProblem() === null) return null;
  process.stderr.write('installing what the brain is measured against\n');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const path = [dirname(process.execPath), process.env.PATH].join(':');
  const { status, error } = spawnSync('npm', args, {
    cwd: peersFolder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: path },
  });
  if (status !== 0) return `npm ci: ${error?.message ?? `exit code ${status}`}`;
  return peersProblem();
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readJson = (path: string): PackageFile => JSON.parse(readFileSync(path, 'utf8'));
