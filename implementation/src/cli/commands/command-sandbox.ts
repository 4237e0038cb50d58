import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../command.ts';

/** For tests: a folder of its own for one test file, and commands run inside this process. */
export class CommandSandbox {
  readonly #folder = mkdtempSync(join(tmpdir(), 'supportmax-'));

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** The JSON values of a file of JSON lines. */
  readLines(name: string): Record<string, unknown>[] {
    const lines = readFileSync(this.path(name), 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line));
  }

  /** Runs a command with `--json`; the report is what it printed. */
  async run(command: Command, argv: readonly string[]) {
    const printed: string[] = [];
    const progress: string[] = [];
    const exitCode = await command.run([...argv, '--json'], {
      stdout: (text) => void printed.push(text),
      stderr: (text) => void progress.push(text),
      environment: {},
    });
    const report: Record<string, unknown> = JSON.parse(printed.join(''));
    return { exitCode, report, progress: progress.join('') };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
