import type { Dirent } from 'node:fs';
import { mkdir, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#src/foundation/time.ts';
import { codeOf } from '#src/platforms/local/errors.ts';
import { moveFile } from '#src/platforms/local/move-file.ts';
import type { WaitingFile } from '../driver.ts';
import { fileAt, isFolder, isPlainName, isUnfinished } from './files-stat.ts';

/** Whose the files are that lie in no tenant's folder. */
const defaultTenant = 'default';
/** Of a folder with more the rest is seen once these are gone. */
const entriesAtOnce = 10_000;

interface Seen {
  readonly version: string;
  /** By the monotonic clock. */
  readonly since: number;
}

/** What lies in a folder and is whole: it was the same when somebody last looked. */
export class FolderLook {
  readonly #root: string;
  readonly #clock: Clock;
  readonly #unchangedMs: number;
  #before = new Map<string, Seen>();
  #now = new Map<string, Seen>();

  constructor(root: string, clock: Clock, unchangedMs: number) {
    this.#root = root;
    this.#clock = clock;
    this.#unchangedMs = unchangedMs;
  }

  async waiting(limitPerTenant: number): Promise<WaitingFile[]> {
    this.#before = this.#now;
    this.#now = new Map();
    const entries = await entriesOf(this.#root);
    for (const entry of entries.filter(isCandidate)) await this.#moveToDefault(entry.name);
    const tenants = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    if (await isFolder(join(this.#root, defaultTenant))) tenants.push(defaultTenant);
    const waiting: WaitingFile[] = [];
    for (const tenant of new Set(tenants)) {
      waiting.push(...(await this.#waitingOf(tenant, limitPerTenant)));
    }
    return waiting;
  }

  async #waitingOf(tenant: string, limit: number): Promise<WaitingFile[]> {
    const files: WaitingFile[] = [];
    const folder = join(this.#root, tenant);
    for (const { name } of (await entriesOf(folder)).filter(isCandidate)) {
      if (files.length === limit) break;
      const version = await this.#wholeVersion(join(folder, name));
      if (version !== null) files.push({ tenant, name, version });
    }
    return files;
  }

  /** Null while it may still be written, and for what is gone. */
  async #wholeVersion(path: string): Promise<string | null> {
    const found = await fileAt(path).catch(() => null);
    if (!found) return null;
    const { version } = found;
    const now = this.#clock.monotonic();
    const before = this.#before.get(path);
    const seen = before?.version === version ? before : { version, since: now };
    this.#now.set(path, seen);
    return now - seen.since >= this.#unchangedMs ? version : null;
  }

  /** So that every file has one place; where that is taken, it waits until the other is gone. */
  async #moveToDefault(name: string): Promise<void> {
    const path = join(this.#root, name);
    const version = await this.#wholeVersion(path);
    const before = this.#now.get(path);
    if (version === null || !before) return;
    const folder = join(this.#root, defaultTenant);
    const place = join(folder, name);
    try {
      await mkdir(folder, { recursive: true });
      if (!(await isFolder(folder)) || !(await moveFile(path, place))) return;
    } catch (error) {
      // Gone meanwhile, or a file is called as the tenant's folder is.
      if (['ENOENT', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) return;
      throw error;
    }
    // It was whole before, and is the same file.
    this.#before.set(place, before);
  }
}

/** A file that people see and that is called as one that is whole. Links are neither. */
const isCandidate = (entry: Dirent): boolean =>
  entry.isFile() && isPlainName(entry.name) && !isUnfinished(entry.name);

/** By name; none where there is no such folder. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (!isPlainName(entry.name)) continue;
      entries.push(entry);
      if (entries.length === entriesAtOnce) break;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
}
