/**
 * Copies the Node that runs this, and the libraries that it is linked with, below a folder: all that
 * an image needs of an operating system. The libraries keep their paths; Node goes to
 * `usr/local/bin/node`, where it is in its official image. Linux only.
 *
 *   node scripts/copy-node.ts FOLDER
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { line, sizeOf } from './build/report.ts';

/** The files that this process has loaded, as its own report names them. */
function loadedLibraries(): readonly string[] {
  const { sharedObjects } = process.report.getReport() as { sharedObjects?: readonly string[] };
  // One of them is the kernel's, and no file.
  return (sharedObjects ?? []).filter((path) => path.startsWith('/'));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  process.stdout.write(`${line(from, sizeOf(to))}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined || process.platform !== 'linux') {
  process.stderr.write('usage, on Linux: node scripts/copy-node.ts FOLDER\n');
  process.exitCode = 2;
} else {
  const libraries = loadedLibraries().filter((path) => path !== process.execPath);
  if (libraries.length === 0) throw new Error('Node does not say which libraries it has loaded');
  copy(process.execPath, join(folder, 'usr/local/bin/node'));
  for (const path of libraries) copy(path, join(folder, path));
}
