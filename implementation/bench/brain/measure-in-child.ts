import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs a file of measurements in a Node of its own, so that its peak of memory is its own and
 * nothing else has warmed its code. The file answers by {@link reportToParent}.
 */
export async function measureInChild<Figures>(file: string, options: object): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [file, JSON.stringify(options)]);
  return JSON.parse(stdout) as Figures;
}

/** Measures as the parent asked, and prints the figures for it. */
export function reportToParent<Options>(measure: (options: Options) => object): void {
  const figures = measure(JSON.parse(process.argv[2] ?? '{}') as Options);
  process.stdout.write(JSON.stringify(figures));
}
