import type { DeskFunction } from '../../implementation/src/functions/define-function.ts';
import { closureOf } from '../../implementation/src/functions/parts.ts';
import type { TriggerKind } from '../../implementation/src/functions/trigger.ts';
import type { DeclaredFunction } from './functions-of.ts';
import type { BundledVersion } from './one-version.ts';

export const cloudNames = ['aws', 'azure', 'gcp'] as const;
export type CloudName = (typeof cloudNames)[number];

/** The entry of a function's bundle: its declaration, its version's parts for it, its cloud's host. */
export function entryOf(
  { folder }: BundledVersion,
  unconfigured: object,
  cloud: CloudName,
  { fn, imports }: DeclaredFunction,
): string {
  const parts = Object.keys(closureOf(fn.needs)).join(', ');
  const { take, hand } = hostOf(cloud, fn);
  // Names, not the module: what is not named is not bundled.
  return `${imports}
import { ${['facts', parts].filter(Boolean).join(', ')} } from '#src/versions/${folder}/compose.ts';
import { cloudFunction } from '#src/versions/kits/cloud-function.ts';
${take}
const factories = { ${parts} };
const environment = process.env;
const unconfigured = ${JSON.stringify(unconfigured)};
const configured = async () => {
  const { defaults } = await import('#src/versions/${folder}/settings.ts');
  const { loadSettings } = await import('#src/versions/kits/configuration/load-configuration.ts');
  return loadSettings(defaults, undefined, environment).settings;
};
const { open, options } = cloudFunction({
  fn, facts, factories, unconfigured, configured, environment,
});
${hand}
`;
}

/** How each cloud's host takes a function, and what it makes of it. */
function hostOf(cloud: CloudName, fn: DeskFunction): { take: string; hand: string } {
  switch (cloud) {
    case 'aws':
      return streams(fn) ? streamingOnAws : onAws(fn.trigger.kind);
    case 'azure':
      return {
        take: `import { registerAzureFunction } from '#src/hosts/azure-functions/register-azure-function.ts';`,
        hand: 'registerAzureFunction(fn, open, options);',
      };
    case 'gcp':
      return {
        take: `import { registerGcpFunction } from '#src/hosts/gcp-functions/register-gcp-function.ts';
import { platformTimeoutOf } from '#src/hosts/gcp-functions/gcp-options.ts';`,
        hand: `const platformTimeoutMs = platformTimeoutOf(environment.CLOUD_RUN_TIMEOUT_SECONDS);
registerGcpFunction(fn, open, { ...options, platformTimeoutMs });`,
      };
  }
}

const lambda = '#src/hosts/aws-lambda';
const streamingOnAws = {
  take: `import { streamingLambdaHandler } from '${lambda}/streaming-lambda-handler.ts';`,
  hand: 'export const handler = streamingLambdaHandler(fn, open, options);',
};

/** What reads the events of each kind of trigger; a bundle has the one that it needs. */
const eventsOnAws: Readonly<Record<Exclude<TriggerKind, 'http'>, string>> = {
  queue: 'messageEvents',
  feed: 'changeEvent',
  schedule: 'scheduleEvent',
  blob: 'objectEvents',
  step: 'stepEvent',
};

function onAws(kind: TriggerKind): { take: string; hand: string } {
  const handle = kind === 'http' ? 'httpHandle' : `callsOfEvent(${eventsOnAws[kind]})`;
  const names = kind === 'http' ? ['httpHandle'] : ['callsOfEvent', eventsOnAws[kind]];
  return {
    take: ['handlerOf', ...names]
      .map((name) => `import { ${name} } from '${lambda}/${kebab(name)}.ts';`)
      .join('\n'),
    hand: `export const handler = handlerOf(${handle}, fn, open, options);`,
  };
}

const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether the answer goes out piece by piece. */
export const streams = ({ trigger }: DeskFunction): boolean =>
  trigger.kind === 'http' && trigger.success.contentType === 'text/event-stream';
