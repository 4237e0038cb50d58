import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { UsageError } from '../../implementation/src/cli/command.ts';
import { SupportError } from '../../implementation/src/foundation/support-error.ts';
import type { DeskFunction } from '../../implementation/src/functions/define-function.ts';
import { readEvent as readAzureEvent } from '../../implementation/src/testing/azure-functions/azure-event.ts';
import { readEvent as readGcpEvent } from '../../implementation/src/testing/gcp-functions/event-file.ts';
import { type CloudName, cloudNames } from '../build/cloud-entry.ts';
import { manifestOf } from '../build/cloud-manifest.ts';
import { declaredFunctions } from '../build/functions-of.ts';
import { type BuildableVersion, buildableVersions } from '../build/versions.ts';
import { kindOfEvent } from './event-kind.ts';

/** What the command was given. */
export interface Asked {
  readonly functionName: string;
  readonly eventFile: string;
  readonly cloud?: string;
  readonly version?: string;
  readonly timeout?: string;
}

/** What is to be run. */
export interface Plan {
  readonly version: BuildableVersion;
  readonly cloud: CloudName;
  readonly fn: DeskFunction;
  readonly event: unknown;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
}

const secondsAtMost = 900;

/**
 * Looks at everything before anything is built or run.
 * @throws UsageError for options that make no sense, a SupportError for what is not there or does
 * not fit together.
 */
export async function planOf(
  asked: Asked,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Plan> {
  const version = versionOf(asked.version);
  const cloud = cloudOf(asked);
  const fn = await functionOf(asked.functionName);
  const event = eventOf(cloud, asked.eventFile);
  const kind = kindOfEvent(cloud, event);
  if (kind !== null && kind !== fn.trigger.kind) {
    const what = `${asked.eventFile} is an event for a function of the kind ${kind}`;
    const detail = `${what}; ${fn.name} is of the kind ${fn.trigger.kind}.`;
    throw new SupportError('invalid_argument', detail);
  }
  // The blob trigger is a choice of who registers the function; what is built has made the other.
  if ((event as { trigger?: unknown } | null)?.trigger === 'blobTrigger') {
    const what = `${asked.eventFile} is an event of Azure's blob trigger`;
    const advice = 'take one of those, such as functions/azure/events/import-file.json';
    throw new SupportError(
      'invalid_argument',
      `${what}, and what is built is called by Event Grid: ${advice}.`,
    );
  }
  const { platformTimeoutSeconds } = manifestOf(version, cloud, fn, '');
  const timeoutMs = (secondsOf(asked.timeout) ?? platformTimeoutSeconds) * 1000;
  const own = Object.entries(environment).filter(([name]) => name.startsWith('SUPPORTMAX_'));
  const given = Object.fromEntries(own) as Record<string, string>;
  return { version, cloud, fn, event, timeoutMs, environment: given };
}

function versionOf(name: string | undefined): BuildableVersion {
  const [first] = buildableVersions;
  const found = name === undefined ? first : buildableVersions.find((one) => one.name === name);
  if (found) return found;
  throw new UsageError(`--version: there is no version ${name} that can be built`);
}

function cloudOf({ cloud, eventFile }: Asked): CloudName {
  const path = resolve(eventFile).split(sep);
  const folder = path.findLast((_part, at) => path[at - 1] === 'functions');
  const found = cloudNames.find((name) => name === (cloud ?? folder));
  if (found) return found;
  throw new UsageError(
    cloud === undefined
      ? `${eventFile} lies in no folder functions/<cloud>/: say --cloud`
      : `--cloud: there is no cloud ${cloud}`,
  );
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds > 0 && seconds <= secondsAtMost) return seconds;
  throw new UsageError(`--timeout: seconds above 0, at most ${secondsAtMost}, not ${text}`);
}

async function functionOf(name: string): Promise<DeskFunction> {
  const all = await declaredFunctions();
  const found = all.find(({ fn }) => fn.name === name);
  if (found) return found.fn;
  const names = all.map(({ fn }) => fn.name).join(', ');
  throw new SupportError('not_found', `There is no function ${name}. There are: ${names}.`);
}

function eventOf(cloud: CloudName, file: string): unknown {
  try {
    if (cloud === 'azure') return readAzureEvent(file);
    if (cloud === 'gcp') return readGcpEvent(file);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new SupportError('not_found', `There is no file ${file}.`);
    const reason = message.startsWith(file) ? message : `${file}: ${message}`;
    throw new SupportError('invalid_argument', reason);
  }
}
