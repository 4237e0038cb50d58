import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { messageEndings, messagesOf } from '#src/hosts/message-files/messages-of.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import { codeOf, toFileError } from '#src/platforms/local/errors.ts';

/**
 * Every message of the files, and of the files of these kinds in folders; in their order. Who wants
 * to know is told of a folder's files that are of no such kind; what a dot begins is not meant.
 */
export async function* readMessageFiles(
  paths: readonly string[],
  onSkipped: (path: string) => void = () => {},
): AsyncGenerator<FileMessage> {
  for (const path of paths) {
    try {
      for (const file of await filesAt(path, onSkipped)) yield* readFileMessages(file);
    } catch (error) {
      // One place that cannot be read does not keep the others out.
      yield { where: path, problem: fileError(path, error) };
    }
  }
}

async function filesAt(path: string, onSkipped: (path: string) => void): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const isMeant = (file: string) => messageEndings.has(extname(file).toLowerCase());
  for (const file of files) {
    const isHidden = relative(path, file)
      .split(sep)
      .some((name) => name.startsWith('.'));
    if (!isMeant(file) && !isHidden) onSkipped(file);
  }
  return files.filter(isMeant);
}

async function* readFileMessages(path: string): AsyncGenerator<FileMessage> {
  const name = basename(path);
  try {
    yield* messagesOf(name, bytesAt(path));
  } catch (error) {
    yield { where: name, problem: fileError(path, error) };
  }
}

/** Opened when it is read, not before: nobody would hear what goes wrong. */
async function* bytesAt(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

function fileError(path: string, error: unknown): SupportError {
  if (codeOf(error) === 'ENOENT') return new SupportError('not_found', `There is no ${path}.`);
  const { code, message } = toFileError(error);
  return new SupportError(code, `${path} could not be read. ${message}`, { cause: error });
}
