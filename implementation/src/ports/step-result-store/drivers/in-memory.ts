import type { StepResultKey, StepResultStoreDriver } from '../driver.ts';

/** Step results in this process, for tests and for versions that persist nothing. */
export function createInMemoryStepResultStore(): StepResultStoreDriver {
  const results = new Map<string, string>();
  const nameOf = ({ tenant, journeyId, step, inputHash }: StepResultKey) =>
    [tenant, journeyId, step, inputHash].join('\n');
  return {
    name: 'in-memory',
    capabilities: { durable: false },
    async get(key) {
      return results.get(nameOf(key)) ?? null;
    },
    async put(key, result) {
      const name = nameOf(key);
      if (!results.has(name)) results.set(name, result);
    },
    async close() {},
  };
}
