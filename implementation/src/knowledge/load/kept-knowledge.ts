import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash, identify } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { KeptDocument } from './take-in.ts';

const schemaVersion = 1;
const ending = '.knowledge';

/** What was taken in of one source. */
export interface KeptSource {
  /** The folder or the address that it came from. */
  readonly source: string;
  readonly documents: readonly KeptDocument[];
}

/**
 * Keeps what was taken in, a file for each source in one folder, each written whole or not at all.
 * What is damaged, or of another release, is as if it were not there: it is read from its source
 * again.
 */
export class KeptKnowledge {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(source: string): Promise<readonly KeptDocument[]> {
    const kept = await this.#readFile(nameOf(source));
    return kept?.source === source ? kept.documents : [];
  }

  /** All sources by their names; and the files that nothing can be read from. */
  async all(): Promise<{ sources: readonly KeptSource[]; damaged: readonly string[] }> {
    const sources: KeptSource[] = [];
    const damaged: string[] = [];
    for (const name of await this.#names()) {
      const kept = await this.#readFile(name);
      if (kept) sources.push(kept);
      else damaged.push(name);
    }
    return { sources: sources.sort((a, b) => (a.source < b.source ? -1 : 1)), damaged };
  }

  /** @throws SupportError `unavailable`, and what was kept before still is. */
  async write(source: string, documents: readonly KeptDocument[]): Promise<void> {
    const body = JSON.stringify({ source, documents });
    const file = join(this.#folder, nameOf(source));
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(`${file}.new`, `${schemaVersion} ${contentHash(body)}\n${body}`);
      await rename(`${file}.new`, file);
    } catch (cause) {
      throw new SupportError('unavailable', `cannot write ${file}`, { cause });
    }
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith(ending)).sort();
    } catch {
      return [];
    }
  }

  async #readFile(name: string): Promise<KeptSource | null> {
    try {
      const text = await readFile(join(this.#folder, name), 'utf8');
      const lineEnd = text.indexOf('\n');
      const body = text.slice(lineEnd + 1);
      if (text.slice(0, lineEnd) !== `${schemaVersion} ${contentHash(body)}`) return null;
      return JSON.parse(body) as KeptSource;
    } catch {
      return null;
    }
  }
}

const nameOf = (source: string): string => `${identify('knowledge', source)}${ending}`;
