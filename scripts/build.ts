/**
 * Builds a version for the place where it will run, below `dist/<version>/`:
 *
 *   npm run build -- v0.5 --container     what its container holds
 *
 * Source maps go to `dist/<version>/source-maps/`. The same input gives the same bytes.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildContainer } from './build/container.ts';
import { projectRoot } from './build/project-root.ts';
import { reportLines } from './build/report.ts';
import { buildableVersions } from './build/versions.ts';

const usage = `usage: npm run build -- ${buildableVersions.map(({ name }) => name).join('|')} --container`;

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { container: { type: 'boolean' } } });
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parse() ?? {};
  const version = buildableVersions.find(({ name }) => name === positionals?.[0]);
  if (version === undefined || positionals?.length !== 1 || !values?.container) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const folder = join(projectRoot, 'dist', version.name);
  const maps = join(folder, 'source-maps/container');
  const report = await buildContainer(version, join(folder, 'container'), maps);
  process.stdout.write(`dist/${version.name}/container\n${reportLines(report).join('\n')}\n`);
  return 0;
}

process.exitCode = await main();
