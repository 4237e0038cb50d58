import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltFunction } from './cloud.ts';
import { packageFolder } from './licences.ts';

/** What a build wrote, and what its bundles are made of. */
export interface BuildReport {
  readonly folder: string;
  /** Bytes in the bundles by the file that they come from, from the project's root. */
  readonly inputs: ReadonlyMap<string, number>;
}

const largestShown = 8;

/** The sizes of a build, one line each: what lies in its folder, and what its bundles consist of. */
export function reportLines({ folder, inputs }: BuildReport): string[] {
  const parts = readdirSync(folder)
    .map((name) => [name, sizeOf(join(folder, name))] as const)
    .sort(([, left], [, right]) => right - left);
  const sources = bySource(inputs);
  const rest = sources.slice(largestShown).reduce((sum, [, bytes]) => sum + bytes, 0);
  return [
    ...parts.map(([name, bytes]) => line(name, bytes)),
    line('all of it', sizeOf(folder)),
    '',
    'in the bundles:',
    ...sources.slice(0, largestShown).map(([name, bytes]) => line(`  ${name}`, bytes)),
    line('  the rest', rest),
  ];
}

/** The packages, and this project, by what they contribute. */
function bySource(inputs: BuildReport['inputs']): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const [path, bytes] of inputs) {
    const name = packageFolder(path)?.replace(/^.*node_modules\//, '') ?? 'this project';
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return [...sums].sort(([, left], [, right]) => right - left);
}

/** Bytes of a file, or of all files below a folder. */
export function sizeOf(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

export const line = (what: string, bytes: number): string =>
  `${what.padEnd(40)} ${(bytes / 1024).toFixed(1).padStart(8)} KiB`;

/** The functions of a cloud: the bundle of each, and all that is deployed with it. */
export function cloudLines(folder: string, functions: readonly BuiltFunction[]): string[] {
  const row = (name: string, ...sizes: string[]) =>
    [name.padEnd(24), ...sizes.map((size) => size.padStart(14))].join('');
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  const sum = (pick: (one: BuiltFunction) => number) =>
    functions.reduce((all, one) => all + pick(one), 0);
  return [
    row('function', 'at the start', 'whole bundle', 'with its data'),
    ...functions.map(({ manifest: { name }, bytes, allBytes }) =>
      row(name, kib(bytes), kib(allBytes), kib(sizeOf(join(folder, name)))),
    ),
    row(
      'all of them',
      kib(sum((one) => one.bytes)),
      kib(sum((one) => one.allBytes)),
      kib(sizeOf(folder)),
    ),
  ];
}
