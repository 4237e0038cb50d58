import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

/** The licences of the packages whose code is in a bundle: each of them wants to go along. */
export function licencesOf(inputs: Iterable<string>): string {
  const folders = [...new Set([...inputs].flatMap((path) => packageFolder(path) ?? []))].sort();
  return folders.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c` */
export function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

function licenceOf(folder: string): string {
  const place = join(projectRoot, folder);
  const about: unknown = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const { name, version, license } = about as Record<string, unknown>;
  const file = readdirSync(place)
    .filter((one) => /^licen[cs]e/i.test(one))
    .sort()[0];
  const text = file === undefined ? '' : `\n${readFileSync(join(place, file), 'utf8').trim()}\n`;
  return `${name} ${version}: ${license}\n${text}`;
}
