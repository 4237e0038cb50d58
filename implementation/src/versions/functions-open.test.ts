import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { systemClock } from '#src/foundation/time.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import { closureOf, everything, type Needs } from '#src/functions/parts.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { Composition, type PartFactories } from '#src/hosts/composition.ts';
import type { HostServices } from '#src/hosts/host-services.ts';
import { createFileModelCache } from '#src/knowledge/models/file-model-cache.ts';
import * as baseline from './v0.5-baseline/compose.ts';
import { unconfigured } from './v0.5-baseline/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-functions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const host: HostServices = {
  clock: systemClock,
  logger: silentLogger,
  metrics: { ...noMetrics, gauge: () => {}, contentType: '', render: async () => '' },
  newId: () => 'name',
  random: () => 0.5,
  progress: () => {},
  stopping: new AbortController().signal,
  settled: async () => {},
  models: createFileModelCache(folder),
};
const { contentDirectory } = dataSettings({});
const settings = { ...unconfigured, contentDirectory };
const version: PartFactories<typeof settings> = baseline;

describe('with the parts alone that its needs lead to', () => {
  test.each([...allFunctions, ...stepFunctions].map((fn) => [fn.name, fn] as const))(
    'the function %s is put together',
    async (_name, { needs }) => {
      const names = Object.keys(closureOf(needs)) as (keyof typeof everything)[];
      const factories = Object.fromEntries(names.map((name) => [name, version[name]])) as Partial<
        PartFactories<typeof settings>
      >;
      const { facts } = baseline;
      const composition = new Composition({ facts, factories, settings, host });
      const desk = await composition.open(needs as Needs);
      expect(Object.keys(desk)).toEqual(expect.arrayContaining(Object.keys(needs)));
      const others = Object.keys(everything).filter((name) => !(name in needs));
      expect(Object.keys(desk).filter((name) => others.includes(name))).toEqual([]);
      await composition.close();
    },
    60_000,
  );
});
