import { describe, expect, it } from 'vitest';
import { databaseCases } from '#src/testing/sql-databases.ts';
import { describeStepResultStoreDriver } from './conformance.ts';
import { createInMemoryStepResultStore } from './drivers/in-memory.ts';
import { createPostgresStepResultStore } from './drivers/postgres.ts';

describeStepResultStoreDriver('in memory', async () => ({
  driver: createInMemoryStepResultStore(),
  dispose: async () => {},
}));

for (const { name, skip, open } of databaseCases()) {
  const openStore = async () => {
    const { client, dispose } = await open();
    return { driver: createPostgresStepResultStore(client), dispose };
  };
  describeStepResultStoreDriver(name, openStore, { skip });
}

describe('step results in this process', () => {
  const keyOf = (number: number) => ({
    tenant: 'tenant',
    journeyId: `journey-${number % 3}`,
    step: 'draft',
    inputHash: `hash-${number}`,
  });

  it('keep the newest within their limit, however many come', async () => {
    const driver = createInMemoryStepResultStore({ limitCharacters: 10_000 });
    const result = 'x'.repeat(900);
    const kept = async () => {
      const found = await Promise.all(
        Array.from({ length: 200 }, (_, at) => driver.get(keyOf(at))),
      );
      return found.flatMap((one, at) => (one === null ? [] : at));
    };
    for (let number = 0; number < 100; number += 1) await driver.put(keyOf(number), result);
    const newest = await kept();
    expect(newest).toEqual(Array.from(newest, (_, index) => 100 - newest.length + index));
    expect(newest.length * 900).toBeGreaterThan(9_000 - 900);
    expect(newest.length * 900).toBeLessThan(10_000);
    driver.forgetJourney('tenant', 'journey-0');
    driver.forgetJourney('tenant', 'journey-1');
    driver.forgetJourney('tenant', 'journey-2');
    for (let number = 100; number < 100 + newest.length; number += 1) {
      await driver.put(keyOf(number), result);
    }
    expect(await kept()).toHaveLength(newest.length);
  });

  it('keep the newest even where it alone is longer than their limit', async () => {
    const driver = createInMemoryStepResultStore({ limitCharacters: 10 });
    await driver.put(keyOf(1), 'a result that is too long');
    await driver.put(keyOf(2), 'another that is too long');
    expect(await driver.get(keyOf(1))).toBeNull();
    expect(await driver.get(keyOf(2))).toBe('another that is too long');
  });
});
