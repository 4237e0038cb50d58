import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { codeOf, toFileError } from './errors.ts';
import { acquireFileLock } from './file-lock.ts';
import { replaceFile, temporaryNameOf } from './replace-file.ts';

/** How the folder is laid out. Raise it when an older release could no longer use it. */
export const dataFormat = 1;

const lockName = 'lock.sqlite';
const ownerName = 'owner.json';
const formatName = 'format.json';
const ownNames = new Set([
  lockName,
  ...[ownerName, formatName].flatMap((name) => [name, temporaryNameOf(name)]),
]);
/** What may lie in a folder that is nevertheless empty: a mounted disk's own. */
const ignoredNames = new Set(['lost+found']);

/** A folder that this process alone uses until it releases it or ends, by whatever end. */
export interface DataDirectory {
  /** Absolute, with symbolic links resolved. */
  readonly path: string;
  /** Tells whoever asks for the folder meanwhile where its owner answers. */
  publishAddress(url: string): void;
  /** Removes everything in the folder but what marks it as this process's. */
  clear(): void;
  release(): void;
}

/** Another process owns the folder. `address` is null until that process answers somewhere. */
export class DataInUseError extends SupportError {
  readonly address: string | null;
  readonly pid: number | null;

  constructor(path: string, owner: Owner) {
    const who = owner.pid === null ? 'another process' : `process ${owner.pid}`;
    const where = owner.address === null ? '' : `, which answers at ${owner.address}`;
    super('data_in_use', `The data folder ${path} is in use by ${who}${where}.`);
    this.name = 'DataInUseError';
    this.address = owner.address;
    this.pid = owner.pid;
  }
}

interface Owner {
  readonly pid: number | null;
  readonly address: string | null;
}

/**
 * Takes the folder, creating it where there is none. Throws DataInUseError where another process
 * (or this one) has it, `data_corrupt` where a newer release laid it out, `invalid_argument` where
 * the path is no folder or one with something else inside, and `permission_denied`.
 */
export function openDataDirectory(path: string): DataDirectory {
  const real = createFolder(path);
  const lock = acquireFileLock(join(real, lockName));
  if (!lock) throw new DataInUseError(real, readLivingOwner(real));
  const writeOwner = (owner: Owner) =>
    replaceFile(join(real, ownerName), `${JSON.stringify(owner)}\n`);
  try {
    // First of all, so that nobody is sent to the address of a predecessor.
    writeOwner({ pid: process.pid, address: null });
    checkFormat(real);
  } catch (error) {
    rmSync(join(real, ownerName), { force: true });
    lock.release();
    throw unusable(path, error);
  }
  let released = false;
  return {
    path: real,
    publishAddress(url) {
      if (!released) writeOwner({ pid: process.pid, address: url });
    },
    clear() {
      for (const name of contentsOf(real)) rmSync(join(real, name), { recursive: true });
    },
    release() {
      if (released) return;
      released = true;
      rmSync(join(real, ownerName), { force: true });
      lock.release();
    },
  };
}

function createFolder(path: string): string {
  try {
    makeFolders(resolve(path));
    const real = realpathSync(path);
    readdirSync(real);
    return real;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'ENOENT') {
      throw new SupportError('invalid_argument', `The data folder ${path} is not a folder.`, {
        cause: error,
      });
    }
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): SupportError {
  if (error instanceof SupportError) return error;
  const { code, message } = toFileError(error);
  return new SupportError(code, `The data folder ${path} cannot be used. ${message}`, {
    cause: error,
  });
}

/** One folder after the other: Node's own way of it never ends where none may be made, as in /proc. */
function makeFolders(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another process may have made it meanwhile.
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

const contentsOf = (folder: string) =>
  readdirSync(folder).filter((name) => !ownNames.has(name) && !ignoredNames.has(name));

function checkFormat(folder: string): void {
  const path = join(folder, formatName);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    // A folder with somebody's files is not made ours: it might be cleared later.
    const [foreign] = contentsOf(folder).filter((name) => !name.startsWith('.'));
    if (foreign !== undefined) {
      throw new SupportError(
        'invalid_argument',
        `The folder ${folder} holds other files (${foreign}): name an empty or a new one.`,
      );
    }
    replaceFile(path, `${JSON.stringify({ format: dataFormat })}\n`);
    return;
  }
  const format = formatOf(text);
  if (format === dataFormat) return;
  throw new SupportError(
    'data_corrupt',
    format === null
      ? `The file ${path} is damaged: it should read {"format":${dataFormat}}.`
      : `The data folder ${folder} has format ${format}; this release knows format ${dataFormat}.`,
  );
}

function formatOf(text: string): number | null {
  const value = parse(text);
  return typeof value.format === 'number' && Number.isInteger(value.format) ? value.format : null;
}

/** The owner as it describes itself. A dead process's description is about to be replaced. */
function readLivingOwner(folder: string): Owner {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const owner = readOwner(folder);
    if (owner.pid !== null && isAlive(owner.pid)) return owner;
    pause(20);
  }
  return { pid: null, address: null };
}

function readOwner(folder: string): Owner {
  let text = '';
  try {
    text = readFileSync(join(folder, ownerName), 'utf8');
  } catch {
    // The owner is just starting, or just leaving.
  }
  const { pid, address } = parse(text);
  return {
    pid: typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? pid : null,
    address: typeof address === 'string' ? address : null,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

const pause = (delayMs: number) =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
