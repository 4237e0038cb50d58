/**
 * Builds a version for the place where it will run, below `dist/<version>/`:
 *
 *   npm run build -- v0.5 --container     what its container holds
 *   npm run build -- v0.5 --cloud aws     a folder for each function; also azure, gcp
 *
 * Source maps go to `dist/<version>/source-maps/`. The same input gives the same bytes.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isVersion } from '../implementation/src/versions/versions.ts';
import { buildCloud } from './build/cloud.ts';
import { cloudNames } from './build/cloud-entry.ts';
import { buildContainer } from './build/container.ts';
import { projectRoot } from './build/project-root.ts';
import { cloudLines, reportLines } from './build/report.ts';
import { buildableVersions } from './build/versions.ts';

const names = buildableVersions.map(({ name }) => name).join('|');
const usage = `usage: npm run build -- ${names} --container | --cloud ${cloudNames.join('|')}`;

function parse() {
  try {
    const options = { container: { type: 'boolean' }, cloud: { type: 'string' } } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parse() ?? {};
  const version = buildableVersions.find(({ name }) => name === positionals?.[0]);
  const cloud = cloudNames.find((name) => name === values?.cloud);
  const isOne = (values?.container ?? false) !== (cloud !== undefined);
  const [asked = ''] = positionals ?? [];
  if (version === undefined && isVersion(asked)) {
    const why = 'keeps data in a folder of its own, which nothing that is built has';
    process.stderr.write(`${asked} ${why} (versions/versions.ts)\n`);
  }
  if (version === undefined || positionals?.length !== 1 || !isOne) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const place = cloud ?? 'container';
  const dist = join(projectRoot, 'dist', version.name);
  const [folder, maps] = [join(dist, place), join(dist, 'source-maps', place)];
  const lines = cloud
    ? cloudLines(folder, await buildCloud({ version, cloud, folder, maps }))
    : reportLines(await buildContainer(version, folder, maps));
  process.stdout.write(`dist/${version.name}/${place}\n${lines.join('\n')}\n`);
  return 0;
}

process.exitCode = await main();
