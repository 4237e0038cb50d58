import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { systemClock } from '#src/foundation/time.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import { closureOf, everything, type Needs, type PartName } from '#src/functions/parts.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { Composition, type PartFactories, type VersionModule } from '#src/hosts/composition.ts';
import type { HostServices } from '#src/hosts/host-services.ts';
import { openLaptop } from '#src/hosts/laptop/laptop.ts';
import { createFileModelCache } from '#src/knowledge/models/file-model-cache.ts';
import { DataFolders } from '#src/testing/api/started-desk.ts';
import { type VersionName, versionNames, versions } from './versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-functions-'));
/** Which articles a company has makes no difference here, and three are read in a moment. */
const company = new DataFolders();
afterAll(() => {
  rmSync(folder, { recursive: true });
  company.remove();
});

/** The first start of a version learns, and makes its database. */
const patienceMs = 120_000;

const host: HostServices = {
  clock: systemClock,
  logger: silentLogger,
  metrics: { ...noMetrics, gauge: () => {}, contentType: '', render: async () => '' },
  newId: () => 'name',
  random: () => 0.5,
  progress: () => {},
  stopping: new AbortController().signal,
  settled: async () => {},
  models: createFileModelCache(join(folder, 'models')),
};

/** A version as `npm start` composes it, unconfigured, on a folder of its own. */
async function loaded(name: VersionName) {
  const { unconfigured } = await versions[name].settings();
  const contentDirectory = company.small.SUPPORTMAX_CONTENT;
  const dataDirectory = join(folder, name);
  const settings = { ...unconfigured, contentDirectory, dataDirectory };
  const version: VersionModule<typeof settings> = await versions[name].compose();
  return { settings, version };
}

/** Functions that are built upon the same parts need to be put together once. */
const byParts = Map.groupBy([...allFunctions, ...stepFunctions], ({ needs }) =>
  Object.entries(closureOf(needs))
    .map((entry) => entry.join(': '))
    .join(', '),
);
const groups = [...byParts.values()].map((fns) => [fns.map(({ name }) => name).join(', '), fns]);

describe.each(versionNames)('every version has what the functions need: %s', (name) => {
  test.each(groups as [string, typeof allFunctions][])(
    'with the parts alone that their needs lead to: %s',
    async (_names, fns) => {
      const { version, settings } = await loaded(name);
      const needs: Needs = Object.assign({}, ...fns.map((fn) => fn.needs));
      const names = Object.keys(closureOf(needs)) as PartName[];
      const factories = Object.fromEntries(names.map((part) => [part, version[part]]));
      const composition = new Composition({
        facts: version.facts,
        factories: factories as Partial<PartFactories<typeof settings>>,
        settings,
        host,
      });
      try {
        const desk = await composition.open(needs);
        const parts = Object.keys(everything).filter((part) => part in desk);
        expect(parts.sort()).toEqual(Object.keys(needs).sort());
      } finally {
        await composition.close();
      }
    },
    patienceMs,
  );

  test(
    'and all of it together is a desk that says which version it is, and answers',
    async () => {
      const { version, settings } = await loaded(name);
      const functions = allFunctions;
      const desk = await openLaptop({ version, functions, settings, services: host });
      try {
        expect(desk.describe).toMatch(/^\S[^\n]+$/);
        for (const { trigger } of functions) {
          if (trigger.kind !== 'queue') continue;
          const { maxAttempts } = desk.desk[trigger.queue].capabilities;
          expect(maxAttempts, trigger.queue).toBe(trigger.maxAttempts);
        }
        await desk.start();
        const ready = await desk.fetch(new Request('http://localhost/readyz'));
        expect(await ready.json()).toEqual({ status: 'ok', version: name });
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ message: 'I want to talk to a person' });
        const said = new Request('http://localhost/v1/chat', { method: 'POST', headers, body });
        expect(await (await desk.fetch(said)).json()).toMatchObject({ status: 'escalated' });
        await desk.settled();
      } finally {
        await desk.close();
      }
    },
    patienceMs,
  );
});
