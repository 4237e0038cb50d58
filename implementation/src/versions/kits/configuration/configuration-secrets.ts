import { resolve } from 'node:path';
import { Secret } from '#src/versions/kits/settings/secret.ts';
import type { ReadSecret } from '#src/versions/kits/settings/secret-reference.ts';
import { readSmallFile } from './configuration-source.ts';

/** Longer than any key, shorter than a file that was meant for something else. */
const mostBytes = 16 * 1024;

/**
 * Fetches secrets from the environment and from files, whose relative paths begin at the folder of
 * the configuration. One line break at the end of a file is no part of the secret: editors add it.
 */
export function secretReader(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): ReadSecret {
  return (reference) => {
    if ('env' in reference) {
      const { env } = reference;
      const text = environment[env];
      if (text === undefined) {
        return {
          problem: `${env} is not set in the environment; set it, or name another variable`,
        };
      }
      return checked(text, env, 'set it');
    }
    const read = readSmallFile(resolve(folder, reference.file), mostBytes);
    if ('problem' in read) {
      return { problem: `${reference.file}: ${read.problem}; correct the file, or the path` };
    }
    return checked(read.text.replace(/\r?\n$/, ''), reference.file, 'write the secret into it');
  };
}

function checked(text: string, where: string, mend: string): ReturnType<ReadSecret> {
  if (text === '') return { problem: `${where} is empty; ${mend}` };
  if (/^[\x21-\x7e]+$/.test(text)) return { secret: new Secret(text) };
  const what = 'characters that no key has, such as spaces or line breaks';
  return { problem: `${where} has ${what}; ${mend} without them` };
}
