import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSettings } from '../../implementation/src/cli/settings.ts';
import { bundle } from './bundle.ts';
import { copyContent, copyWebFiles } from './content.ts';
import { letAllRead } from './let-all-read.ts';
import { licencesOf } from './licences.ts';
import { prepareModels } from './models.ts';
import { projectRoot } from './project-root.ts';
import type { BuildReport } from './report.ts';
import type { BuildableVersion } from './versions.ts';

/**
 * Without data no sample customers write in on the first start, and no file is dropped: nothing reads
 * e-mails.
 */
const unreached = ['cli/play-samples.ts', 'hosts/message-files/messages-of.ts'];

/** The programs of a container: what it runs, and what asks whether that is alive. */
const programs = {
  'desk.mjs': 'implementation/src/cli/start.ts',
  'check-health.mjs': 'implementation/src/cli/check-health.ts',
};

/**
 * Writes all that a container of this version runs on: bundles, the sample company's content, the
 * models learned from it, and the page. `maps` gets the source maps, which stay at home.
 */
export async function buildContainer(
  version: BuildableVersion,
  folder: string,
  maps: string,
): Promise<BuildReport> {
  for (const one of [folder, maps]) rmSync(one, { recursive: true, force: true });
  const bundles = Object.entries(programs).map(([name, entry]) => ({
    entry,
    file: join(folder, name),
    mapFile: join(maps, `${name}.map`),
  }));
  const inputs = new Map<string, number>();
  for (const made of await bundle({
    version: { ...version, unreached },
    target: 'node24',
    bundles,
  })) {
    for (const [path, bytes] of made.inputs) inputs.set(path, (inputs.get(path) ?? 0) + bytes);
  }
  const { contentDirectory } = dataSettings({});
  copyContent(contentDirectory, join(folder, 'content'));
  copyWebFiles(join(folder, 'web'));
  await prepareModels(version.name, contentDirectory, join(folder, 'models'));
  copyFileSync(join(projectRoot, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'third-party-licences.txt'), licencesOf(inputs.keys()));
  letAllRead(folder);
  return { folder, inputs };
}
