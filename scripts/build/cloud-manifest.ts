import type { DeskFunction } from '../../implementation/src/functions/define-function.ts';
import { closureOf } from '../../implementation/src/functions/parts.ts';
import { type CloudName, streams } from './cloud-entry.ts';
import { longestSeconds } from './platform-limits.ts';
import type { BuildableVersion } from './versions.ts';

/** What a stack has to know of a function: plain data. */
export interface FunctionManifest {
  readonly name: string;
  readonly version: string;
  readonly cloud: CloudName;
  /** The file to run, in the function's folder. */
  readonly file: string;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** What is to be granted: every part that it touches, with the widest access. */
  readonly needs: Readonly<Record<string, string>>;
  readonly memoryMiB: number;
  /** The function's own time, and what the platform has to give it so that it can say how it ended. */
  readonly timeoutMs: number;
  readonly platformTimeoutSeconds: number;
}

const defaultMemoryMiB = 256;

/** Throws where the cloud cannot run the function as it is declared. */
export function manifestOf(
  version: BuildableVersion,
  cloud: CloudName,
  fn: DeskFunction,
  file: string,
): FunctionManifest {
  const { name, needs, timeoutMs, memoryMiB = defaultMemoryMiB } = fn;
  return {
    name,
    version: version.name,
    cloud,
    file,
    trigger: triggerOf(fn),
    needs: closureOf(needs) as Readonly<Record<string, string>>,
    memoryMiB,
    timeoutMs,
    platformTimeoutSeconds: platformTimeoutOf(cloud, fn),
  };
}

/** Throws where the cloud would end the function before its own time is over. */
function platformTimeoutOf(cloud: CloudName, { name, trigger, timeoutMs }: DeskFunction): number {
  const seconds = Math.ceil(timeoutMs / 1000) + 1;
  const longest = longestSeconds[cloud][trigger.kind];
  if (seconds <= longest) return seconds;
  const most = `at most ${longest - 1} s of its own time on ${cloud}`;
  throw new Error(`${name} declares ${timeoutMs} ms; a function of ${trigger.kind} has ${most}`);
}

/** What sets it off, without schemas and words. */
function triggerOf(fn: DeskFunction): FunctionManifest['trigger'] {
  const { trigger } = fn;
  if (trigger.kind !== 'http') return { ...trigger };
  const { kind, method, path } = trigger;
  return { kind, method, path, streams: streams(fn) };
}
