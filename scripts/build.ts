/**
 * Builds a version for the place where it will run, below `dist/<version>/`:
 *
 *   npm run build -- v0.5 --container     what its container holds
 *   npm run build -- v0.5 --cloud aws     a folder for each function; also azure, gcp
 *
 * Source maps go to `dist/<version>/source-maps/`. The same input gives the same bytes.
 */
import { join } from 'node:path';
import { UsageError } from '../implementation/src/cli/command.ts';
import { parseArguments } from '../implementation/src/cli/parse-options.ts';
import { isVersion } from '../implementation/src/versions/versions.ts';
import { buildCloud } from './build/cloud.ts';
import { cloudNames } from './build/cloud-entry.ts';
import { buildContainer } from './build/container.ts';
import { projectRoot } from './build/project-root.ts';
import { cloudLines, reportLines } from './build/report.ts';
import { buildableVersions } from './build/versions.ts';

const names = buildableVersions.map(({ name }) => name).join('|');
const usage = `usage: npm run build -- ${names} --container | --cloud ${cloudNames.join('|')}`;

/** What is to be built, or what is wrong with what was asked for, and what there is. */
function asked(args: readonly string[]) {
  const options = { container: { type: 'boolean' }, cloud: { type: 'string' } } as const;
  const { values, positionals } = parseArguments({
    args: [...args],
    allowPositionals: true,
    options,
  });
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError(`say which version: ${names}`);
  if (more.length > 0) throw new UsageError(`one version at a time, not also ${more.join(' ')}`);
  const version = buildableVersions.find((one) => one.name === name);
  if (version === undefined && isVersion(name)) {
    const why = 'keeps data in a folder of its own, which nothing that is built has';
    throw new UsageError(`${name} ${why} (versions/versions.ts); it can be: ${names}`);
  }
  if (version === undefined) {
    throw new UsageError(`there is no version ${name} that can be built; there is: ${names}`);
  }
  const cloud = cloudNames.find((one) => one === values.cloud);
  if (values.cloud !== undefined && cloud === undefined) {
    throw new UsageError(`there is no cloud ${values.cloud}; there are: ${cloudNames.join(', ')}`);
  }
  if ((values.container ?? false) === (cloud !== undefined)) {
    throw new UsageError('say either --container or --cloud, and which');
  }
  return { version, cloud };
}

async function main(): Promise<number> {
  const { version, cloud } = asked(process.argv.slice(2));
  const place = cloud ?? 'container';
  const dist = join(projectRoot, 'dist', version.name);
  const [folder, maps] = [join(dist, place), join(dist, 'source-maps', place)];
  const lines = cloud
    ? cloudLines(folder, await buildCloud({ version, cloud, folder, maps }))
    : reportLines(await buildContainer(version, folder, maps));
  process.stdout.write(`dist/${version.name}/${place}\n${lines.join('\n')}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}\n`);
  process.exitCode = 2;
}
