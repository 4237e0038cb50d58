import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';
import { splitBundle } from '../../../scripts/build/bundle.ts';
import { buildCloud } from '../../../scripts/build/cloud.ts';
import { entryOf } from '../../../scripts/build/cloud-entry.ts';
import { declaredFunctions } from '../../../scripts/build/functions-of.ts';
import { buildableVersions } from '../../../scripts/build/versions.ts';
import { laptopEntry } from './laptop-entry.ts';
import { librariesEntry, libraryUses } from './library-uses.ts';

/** One that thinks at a request, one that thinks at a message, and two that do not. */
export const measured = ['chat', 'answer', 'health', 'project'] as const;

/** A function's bundle for AWS, and what it is held against. */
export interface BundledFunction {
  readonly name: string;
  readonly aws: BundleFile;
  /** The same function on the laptop host. */
  readonly laptop: BundleFile;
  /** An empty handler with what the bundle for AWS uses of libraries. */
  readonly libraries: BundleFile;
  /** Names of those libraries; `later` are loaded only when something asks for them. */
  readonly used: { readonly atStart: readonly string[]; readonly later: readonly string[] };
}

export interface BundleFile {
  readonly file: string;
  readonly bytes: number;
}

/** Builds all of them below a folder of their own, in the same way as they are deployed. */
export async function withBundles(
  measure: (functions: readonly BundledFunction[]) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-cold-'));
  try {
    await measure(await bundledFunctions(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundledFunctions(folder: string): Promise<BundledFunction[]> {
  const version = buildableVersions.find(({ name }) => name === manifest.name);
  if (version === undefined) throw new Error(`${manifest.name} cannot be built`);
  const [aws, maps] = [join(folder, 'aws'), join(folder, 'maps')];
  const built = await buildCloud({ version, cloud: 'aws', folder: aws, maps, only: measured });
  const declared = await declaredFunctions();
  const functions = built.map(({ manifest: { name, file }, allBytes: bytes, inputs }) => {
    const one = declared.find(({ fn }) => fn.name === name);
    if (!one) throw new Error(`there is no function ${name}`);
    const uses = libraryUses(entryOf(version, {}, 'aws', one), inputs);
    return { name, declared: one, uses, aws: { file: join(aws, name, file), bytes } };
  });
  const place = (kind: string, name: string) => join(folder, kind, name, 'index.mjs');
  const requests = functions.flatMap(({ name, declared, uses }) => [
    request(laptopEntry(version, declared), place('laptop', name), maps),
    request(librariesEntry(uses), place('libraries', name), maps),
  ]);
  const made = await Promise.all(
    requests.map((one) => splitBundle({ version, target: 'node24', bundle: one })),
  );
  return functions.map(({ name, aws, uses }, at) => ({
    name,
    aws,
    laptop: { file: place('laptop', name), bytes: made[at * 2]?.allBytes ?? 0 },
    libraries: { file: place('libraries', name), bytes: made[at * 2 + 1]?.allBytes ?? 0 },
    used: { atStart: [...uses.atStart.keys()].sort(), later: [...uses.later.keys()].sort() },
  }));
}

const request = (contents: string, file: string, maps: string) => ({
  entry: { contents },
  file,
  mapFile: join(maps, 'bench.map'),
});
