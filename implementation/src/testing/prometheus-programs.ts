import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's package, or an unpacked release, has its programs. */
const folders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** A program of Prometheus, or null where the machine has it not. */
export const prometheusProgram = (name: 'prometheus' | 'promtool'): string | null =>
  folders.map((folder) => join(folder, name)).find(existsSync) ?? null;

/** Prints the reason for a skip once per test file; returns whether to skip. */
export function skipsWithoutPrometheus(): boolean {
  const missing = (['prometheus', 'promtool'] as const).filter((name) => !prometheusProgram(name));
  if (missing.length === 0) return false;
  process.stderr.write(
    `skipped the tests with a real Prometheus: no ${missing.join(', ')} found\n`,
  );
  return true;
}

export interface PromtoolResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the official checker; what it reads may be given as `input`. */
export function promtool(args: readonly string[], input = ''): PromtoolResult {
  const program = prometheusProgram('promtool');
  if (!program) throw new Error('there is no promtool');
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}
