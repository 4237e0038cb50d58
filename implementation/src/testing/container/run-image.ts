import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Image } from './image-layout.ts';

/** How the programs of a laid out image are run. */
export interface Way {
  /** For people. */
  readonly name: string;
  start(image: Image, words: readonly string[], environment: Environment): ChildProcess;
  /** The process that runs the program, of what `start` began; 0 where it has ended. */
  programId(started: ChildProcess): number;
}

type Environment = Readonly<Record<string, string>>;

const isRoot = process.getuid?.() === 0;

/**
 * As the user of the image, or as this one where only root could become another. The program finds
 * the image's paths below its folder.
 */
export const asUser: Way = {
  name: isRoot ? 'as the user of the image' : 'as the user of this test, who is not root',
  start({ root, workingDirectory, user }, words, environment) {
    const [program = '', ...args] = words.map((word) => placeOf(root, word));
    const [uid, gid] = user.split(':').map(Number);
    const who = isRoot && uid !== undefined && gid !== undefined ? { uid, gid } : {};
    const cwd = join(root, workingDirectory);
    return begin(program, args, { cwd, env: { ...environment }, ...who });
  },
  programId: ({ pid }) => pid ?? 0,
};

function placeOf(root: string, word: string): string {
  const place = join(root, word);
  return isAbsolute(word) && existsSync(place) ? place : word;
}

/**
 * As Docker does with `--read-only`: the image's folder is the whole file system and nothing in it
 * can be written, the program is process 1 among its own, has its user's rights and gains no others.
 */
export const sealed: Way = {
  name: 'sealed in namespaces of its own',
  start({ root, user }, words, environment) {
    const script = [
      'mount --bind "$1" "$1"',
      'mount -t proc proc "$1/proc"',
      'mount -o remount,bind,ro "$1"',
      'root=$1 user=$2; shift 2',
      'exec setpriv --no-new-privs /usr/sbin/chroot --userspec="$user" "$root" "$@"',
    ].join(' && ');
    const args = ['--mount', '--pid', '--fork', 'sh', '-c', script, 'sh'];
    return begin('/usr/bin/unshare', [...args, root, user, ...words], { env: { ...environment } });
  },
  programId({ pid }) {
    const children = `/proc/${pid}/task/${pid}/children`;
    return existsSync(children) ? Number(readFileSync(children, 'utf8').trim().split(' ')[0]) : 0;
  },
};

/** Why nothing can be sealed here, or null. */
export function sealingMissing(): string | null {
  if (process.platform !== 'linux' || !isRoot) return 'only root on Linux can seal a program in';
  const probe = ['--mount', '--pid', '--fork', 'sh', '-c', 'mount -t proc proc /proc'];
  const { status, stderr, error } = spawnSync('/usr/bin/unshare', probe, { encoding: 'utf8' });
  if (status === 0) return null;
  return `no namespaces for a program here: ${error?.message ?? stderr.trim()}`;
}

function begin(program: string, args: readonly string[], options: object): ChildProcess {
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** A program of an image that was started; whoever does so kills it, or has seen it end. */
export interface ImageProgram {
  /** As seen from outside. */
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

export interface RunOptions {
  /** Beside the variables of the image. */
  readonly environment?: Environment;
}

/** Starts words of an image, such as its command, with the image's variables and no others. */
export function startIn(
  way: Way,
  image: Image,
  words: readonly string[],
  { environment = {} }: RunOptions = {},
): ImageProgram {
  const child = way.start(image, words, { ...image.environment, ...environment });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return {
    get pid() {
      return way.programId(child);
    },
    kill(signal) {
      const pid = way.programId(child);
      // What only waits for it ends with it.
      if (child.exitCode === null && child.signalCode === null && pid > 0)
        process.kill(pid, signal);
    },
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    ended,
  };
}
