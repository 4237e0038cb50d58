import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { heading, median, report } from '../statistics.ts';
import type { BundledFunction } from './bundled-functions.ts';

const rounds = 21;
const aimRatio = 1.3;

/**
 * Node's modules that Lambda's client has loaded before it loads a function, as Node itself lists them
 * there. The process ends before the function has opened what it needs.
 */
const program = `
  for (const name of ['buffer', 'fs', 'http', 'module', 'path', 'stream', 'url', 'util']) {
    await import('node:' + name);
  }
  const began = performance.now();
  await import(process.argv[1]);
  process.stdout.write(String(performance.now() - began), () => process.exit(0));
`;

/** Milliseconds that an import takes in a process that has done nothing else. */
function importMillis(file: string): number {
  const args = ['--input-type=module', '-e', program, pathToFileURL(file).href];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
  const millis = Number.parseFloat(stdout);
  if (Number.isNaN(millis)) throw new Error(`${file} could not be imported: ${stderr}`);
  return millis;
}

/** Import of the bundle, in turns with an empty handler and the same libraries. */
export function reportImportTimes(functions: readonly BundledFunction[]): void {
  heading(
    `Import in a fresh process with Node’s modules that Lambda’s client loads, median of ${rounds}`,
  );
  for (const { name, aws, libraries, used } of functions) {
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      // The first to run after another has the worse of it: they take turns at that too.
      const pair = [
        () => ours.push(importMillis(aws.file)),
        () => floor.push(importMillis(libraries.file)),
      ];
      for (const run of round % 2 === 0 ? pair : pair.reverse()) run();
    }
    const [mine, least] = [median(ours), median(floor)];
    const missed = mine / least > aimRatio ? ', missed' : '';
    const packages = [
      used.atStart.join(', '),
      used.later.length > 0 ? `later ${used.later.join(', ')}` : '',
    ];
    report(
      name,
      `× ${(mine / least).toFixed(2)}`,
      `aim ≤ ${aimRatio}${missed}; ${mine.toFixed(1)} ms, floor ${least.toFixed(1)} ms (${packages.filter(Boolean).join('; ')})`,
    );
  }
}
