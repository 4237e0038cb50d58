import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataSettings } from '#src/cli/settings.ts';
import { dataFormat } from '#src/platforms/local/data-directory.ts';
import { createPgliteFolder, removePgliteFolder } from '../sql-databases.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const startFile = join(root, 'implementation/src/cli/start.ts');
const mainFile = join(root, 'implementation/src/cli/main.ts');

/** A program that a test started, and what it said. */
export interface StartedProgram {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when it has ended, with its exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

export interface StartedDesk extends StartedProgram {
  readonly url: string;
}

export interface StartSettings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** As a person does, through npm; else the server itself. */
  readonly throughNpm?: boolean;
}

const settingNames = [
  'DATABASE_URL',
  'PORT',
  'SUPPORTMAX_CONFIG',
  'SUPPORTMAX_DATA',
  'SUPPORTMAX_LOG_LEVEL',
];
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function run(program: string, args: readonly string[], settings: StartSettings): StartedProgram {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // What surrounds the test is not what it tests.
  for (const name of settingNames) delete env[name];
  for (const name of Object.keys(env)) if (/^(VITEST|npm_|NODE_ENV)/.test(name)) delete env[name];
  const child = spawn(program, args, {
    cwd: settings.cwd ?? root,
    env: { ...env, ...settings.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 'unknown');
    });
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs the server, or npm, without waiting for anything. */
export const launchDesk = (args: readonly string[], settings: StartSettings = {}) =>
  settings.throughNpm
    ? run('npm', ['start', '--', ...args], settings)
    : run(process.execPath, [startFile, ...args], {
        ...settings,
        // A test that is killed takes its desks with it.
        environment: { SUPPORTMAX_PARENT: String(process.pid), ...settings.environment },
      });

/** Starts a desk on a free port and waits until it says where it is open. */
export async function startDesk(
  args: readonly string[],
  settings: StartSettings = {},
): Promise<StartedDesk> {
  const desk = launchDesk(['--port', '0', ...args], settings);
  const url = await waitFor(desk, /The desk is open: (http:\/\/\S+)/);
  return { ...desk, url };
}

/** The first group of a pattern in what the program prints. */
export async function waitFor(program: StartedProgram, pattern: RegExp): Promise<string> {
  let over = false;
  void program.ended.then(() => {
    over = true;
  });
  for (;;) {
    const found = pattern.exec(program.stdout());
    if (found) return found[1] ?? '';
    if (over) throw new Error(`it ended early: ${program.stdout()}\n${program.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export interface CommandResult {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `supportmax` with these arguments to its end. */
export async function supportmax(
  args: readonly string[],
  settings: StartSettings = {},
): Promise<CommandResult> {
  const program = run(process.execPath, [mainFile, ...args], settings);
  const code = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

/** Folders for desks of one test file, and a small knowledge base with which they start soon. */
export class DataFolders {
  readonly #parent = mkdtempSync(join(tmpdir(), 'supportmax-desk-'));
  /** Environment of a desk that knows three articles and plays two samples. */
  readonly small = { SUPPORTMAX_CONTENT: join(this.#parent, 'content') };
  #made = 0;

  constructor() {
    const whole = dataSettings({}).contentDirectory;
    const { SUPPORTMAX_CONTENT: content } = this.small;
    for (const name of ['articles', 'tickets']) mkdirSync(join(content, name), { recursive: true });
    cpSync(join(whole, 'policy.json'), join(content, 'policy.json'));
    for (const name of readdirSync(join(whole, 'articles')).sort().slice(0, 3)) {
      cpSync(join(whole, 'articles', name), join(content, 'articles', name), { recursive: true });
    }
    for (const who of ['ada', 'grace']) {
      const mail = `From: ${who}@example.com\r\nSubject: Help\r\n\r\nI want to talk to a person.\r\n`;
      writeFileSync(join(content, 'tickets', `${who}.eml`), mail);
    }
  }

  path(name: string): string {
    return join(this.#parent, name);
  }

  /** A folder with an empty database: a desk starts on it sooner than on an empty folder. */
  async warm(): Promise<string> {
    this.#made += 1;
    const folder = this.path(`warm-${this.#made}`);
    mkdirSync(folder);
    const database = await createPgliteFolder();
    renameSync(database, join(folder, 'postgres'));
    removePgliteFolder(database);
    writeFileSync(join(folder, 'format.json'), JSON.stringify({ format: dataFormat }));
    return folder;
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}
