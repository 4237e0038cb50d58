import { heading, report } from '../statistics.ts';
import type { BundledFunction } from './bundled-functions.ts';

const aimKib = 50;
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

/** How much more a function's bundle for AWS has than the same function's for the laptop host. */
export function reportSizes(functions: readonly BundledFunction[]): void {
  heading('Size of a function’s bundle: AWS beside the laptop host, minified');
  for (const { name, aws, laptop, libraries } of functions) {
    const more = aws.bytes - laptop.bytes;
    const against = `${kib(aws.bytes)}, laptop ${kib(laptop.bytes)}, libraries ${kib(libraries.bytes)}`;
    const missed = more > aimKib * 1024 ? ', missed' : '';
    report(name, `${more > 0 ? '+' : ''}${kib(more)}`, `aim ≤ ${aimKib} KiB${missed}; ${against}`);
  }
}
