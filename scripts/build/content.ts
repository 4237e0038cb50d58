import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexFile, webFiles } from '../../implementation/src/api/web-files.ts';
import { shippedFolders } from '../../implementation/src/foundation/shipped-folders.ts';

/** What a desk reads of its company while it runs, by name: the other folders are not for it. */
const companyFiles = ['policy.json', 'faqs.jsonl', 'also-answered-by.jsonl'];
const companyFolders = { articles: '.md', training: '.jsonl', calibration: '.jsonl' };

/** Copies what a desk needs of a company into a folder named after the company. */
export function copyContent(company: string, folder: string): void {
  const target = join(folder, basename(company));
  const files = companyFiles.filter((file) => existsSync(join(company, file)));
  copy(company, files, target);
  for (const [name, ending] of Object.entries(companyFolders)) {
    if (!existsSync(join(company, name))) continue;
    const files = readdirSync(join(company, name)).filter((file) => file.endsWith(ending));
    copy(join(company, name), files, join(target, name));
  }
}

/** Copies the policy alone, for whoever needs nothing else of a company. */
export const copyPolicy = (company: string, folder: string): void =>
  copy(company, ['policy.json'], folder);

/** Copies all files of a folder without folders. */
export const copyAll = (from: string, to: string): void => copy(from, readdirSync(from), to);

/** Copies what the desk's page consists of. */
export function copyWebFiles(folder: string): void {
  const files = [indexFile, ...webFiles.map(([name]) => name)];
  copy(fileURLToPath(shippedFolders.web), files, folder);
}

function copy(from: string, files: readonly string[], to: string): void {
  mkdirSync(to, { recursive: true });
  for (const file of files) copyFileSync(join(from, file), join(to, file));
}
