import type { DeskFunction } from '#src/functions/define-function.ts';
import { closureOf, type Needs } from '#src/functions/parts.ts';
import type { DeclaredFunction } from '../../../scripts/build/functions-of.ts';
import type { BundledVersion } from '../../../scripts/build/one-version.ts';

/** The entry of a bundle that runs one function on the laptop host, as entries for clouds are made. */
export function laptopEntry({ folder }: BundledVersion, { fn, imports }: DeclaredFunction): string {
  const needs = { ...fn.needs, ...neededByTrigger(fn) } as Needs;
  const parts = Object.keys(closureOf(needs)).join(', ');
  const { take, hand } = fn.trigger.kind === 'http' ? servedOverHttp : setOffByRunner;
  return `${imports}
import { ${['facts', parts].filter(Boolean).join(', ')} } from '#src/versions/${folder}/compose.ts';
import { defaults } from '#src/versions/${folder}/settings.ts';
import { contentDirectory } from '#src/versions/kits/configuration/content-directory.ts';
import { loadSettings } from '#src/versions/kits/configuration/load-configuration.ts';
import { cloudLogger } from '#src/hosts/cloud-logger.ts';
import { cloudServices } from '#src/hosts/cloud-services.ts';
import { Composition } from '#src/hosts/composition.ts';
${take}
const factories = { ${parts} };
const environment = process.env;
const { settings: configured } = loadSettings(defaults, undefined, environment);
const settings = { ...configured, contentDirectory: contentDirectory(environment) };
const host = cloudServices(cloudLogger(configured.log.level));
const composition = new Composition({ facts, factories, settings, host });
const desk = await composition.open(${JSON.stringify(needs)});
${hand}
`;
}

/** On a laptop what sets a function off is a part of the desk; in a cloud it is the platform's. */
function neededByTrigger({ trigger }: DeskFunction): Needs {
  if (trigger.kind === 'queue') return { [trigger.queue]: 'consume' };
  if (trigger.kind === 'feed') return { [trigger.of]: 'read' };
  return {};
}

const servedOverHttp = {
  take: `import { hostFunction } from '#src/hosts/function-host.ts';
import { nothingCarried } from '#src/hosts/carried.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';`,
  hand: `const hosted = hostFunction(fn, desk);
const fetch = (request) => hosted.fetch(request, nothingCarried);
await startHttpServer({ fetch, host: '127.0.0.1', port: Number(environment.PORT), clock: host.clock });`,
};

const setOffByRunner = {
  take: `import { runnersOf } from '#src/hosts/laptop/runners.ts';`,
  hand: 'for (const runner of runnersOf([fn], desk, host)) await runner.start();',
};
