import { readFileSync } from 'node:fs';
import { shippedFolders } from '#src/foundation/shipped-folders.ts';

const script = 'text/javascript; charset=utf-8';

/** What is served below `/web/`, with its type, by name: no request can reach another file. */
export const webFiles = [
  ['page.css', 'text/css; charset=utf-8'],
  ['favicon.svg', 'image/svg+xml'],
  ['browser.js', script],
  ['chat.js', script],
  ['desk-api.js', script],
  ['desk-page.js', script],
  ['dom.js', script],
  ['inbox.js', script],
  ['options.js', script],
  ['receipt.js', script],
  ['thread.js', script],
  ['ticket-view.js', script],
  ['timeline.js', script],
  ['words.js', script],
] as const;

/** The name and the type of a file that is served, or undefined for any other name. */
export function typeOfWebFile(name: string) {
  const [known, type] = webFiles.find(([one]) => one === name) ?? [];
  return known && { name: known, type };
}

/** The page itself: a template that names the company. */
export const indexFile = 'index.html';

export type WebFile = (typeof webFiles)[number][0] | typeof indexFile;

export const readWebFile = (name: WebFile): string =>
  readFileSync(new URL(name, shippedFolders.web), 'utf8');
