import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSettings } from '../../implementation/src/cli/settings.ts';
import { buildCloud } from '../build/cloud.ts';
import type { FunctionManifest } from '../build/cloud-manifest.ts';
import { projectRoot } from '../build/project-root.ts';
import type { Invocation } from './outcome.ts';
import type { Plan } from './plan.ts';

/** What a bundle is made of, and what makes it. */
const sources = [
  'implementation/src',
  'scripts/build',
  'functions/azure/host.json',
  'package.json',
  'package-lock.json',
];

/** The function in `dist/`; built now where it is not there, or older than the sources. */
export async function builtFunction(
  { version, cloud, fn }: Pick<Plan, 'version' | 'cloud' | 'fn'>,
  say: (text: string) => void,
): Promise<Pick<Invocation, 'folder' | 'manifest'>> {
  const dist = join(projectRoot, 'dist', version.name);
  const all = join(dist, cloud);
  const folder = join(all, fn.name);
  // Written last.
  const manifestFile = join(folder, 'manifest.json');
  const reason = reasonToBuild(manifestFile);
  if (reason !== null) {
    say(`building dist/${version.name}/${cloud}/${fn.name}: ${reason}`);
    const maps = join(dist, 'source-maps', cloud);
    await buildCloud({ version, cloud, folder: all, maps, only: [fn.name] });
  }
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as FunctionManifest;
  return { folder, manifest };
}

function reasonToBuild(manifestFile: string): string | null {
  if (!existsSync(manifestFile)) return 'it is not there yet';
  const builtAt = lstatSync(manifestFile).mtimeMs;
  const { contentDirectory } = dataSettings({});
  const places = [...sources.map((path) => join(projectRoot, path)), contentDirectory];
  return places.some((path) => newestOf(path) > builtAt) ? 'it is older than the sources' : null;
}

/** When something in a folder was last changed, tests aside. */
function newestOf(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'testing' && !name.includes('.test.'));
  return Math.max(0, ...names.map((name) => newestOf(join(path, name))));
}
