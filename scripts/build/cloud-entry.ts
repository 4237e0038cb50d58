import type { DeskFunction } from '../../implementation/src/functions/define-function.ts';
import { closureOf } from '../../implementation/src/functions/parts.ts';
import type { DeclaredFunction } from './functions-of.ts';
import type { BundledVersion } from './one-version.ts';

export const cloudNames = ['aws', 'azure', 'gcp'] as const;
export type CloudName = (typeof cloudNames)[number];

/** The entry of a function's bundle: its declaration, its version's parts for it, its cloud's host. */
export function entryOf(
  { folder }: BundledVersion,
  cloud: CloudName,
  { fn, imports }: DeclaredFunction,
): string {
  const parts = Object.keys(closureOf(fn.needs)).join(', ');
  const { take, hand } = hostOf(cloud, fn);
  // Names, not the module: what is not named is not bundled.
  return `${imports}
import { ${['facts', parts].filter(Boolean).join(', ')} } from '#src/versions/${folder}/compose.ts';
import { defaults } from '#src/versions/${folder}/settings.ts';
import { cloudFunction } from '#src/versions/kits/cloud-function.ts';
${take}
const factories = { ${parts} };
const environment = process.env;
const { open, options } = cloudFunction({ fn, facts, factories, defaults, environment });
${hand}
`;
}

/** How each cloud's host takes a function, and what it makes of it. */
function hostOf(cloud: CloudName, fn: DeskFunction): { take: string; hand: string } {
  switch (cloud) {
    case 'aws': {
      const name = streams(fn) ? 'streamingLambdaHandler' : 'lambdaHandler';
      const file = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return {
        take: `import { ${name} } from '#src/hosts/aws-lambda/${file}.ts';`,
        hand: `export const handler = ${name}(fn, open, options);`,
      };
    }
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

/** Whether the answer goes out piece by piece. */
export const streams = ({ trigger }: DeskFunction): boolean =>
  trigger.kind === 'http' && trigger.success.contentType === 'text/event-stream';
