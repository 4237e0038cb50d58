import type { ForgettingStepResultStoreDriver, StepResultKey } from '../driver.ts';

export interface InMemoryStepResultOptions {
  /**
   * Characters of keys and results. Beyond it the oldest go: also those of requests that came to
   * nothing, for which nobody else would. No limit unless one is given.
   */
  readonly limitCharacters?: number;
}

/** Step results in this process, for tests and for versions that persist nothing. */
export function createInMemoryStepResultStore(
  options: InMemoryStepResultOptions = {},
): ForgettingStepResultStoreDriver {
  const { limitCharacters = Number.POSITIVE_INFINITY } = options;
  /** Oldest first. */
  const results = new Map<string, { readonly result: string; readonly journey: string }>();
  const journeys = new Map<string, Set<string>>();
  let characters = 0;

  const journeyOf = (tenant: string, journeyId: string) => `${tenant}\n${journeyId}`;
  const nameOf = ({ tenant, journeyId, step, inputHash }: StepResultKey) =>
    `${journeyOf(tenant, journeyId)}\n${step}\n${inputHash}`;

  function drop(name: string): void {
    const known = results.get(name);
    if (!known) return;
    results.delete(name);
    characters -= name.length + known.result.length;
    const names = journeys.get(known.journey);
    names?.delete(name);
    if (names?.size === 0) journeys.delete(known.journey);
  }

  return {
    name: 'in-memory',
    capabilities: { durable: false, forgets: true },
    async get(key) {
      return results.get(nameOf(key))?.result ?? null;
    },
    async put(key, result) {
      const name = nameOf(key);
      if (results.has(name)) return;
      const journey = journeyOf(key.tenant, key.journeyId);
      results.set(name, { result, journey });
      journeys.set(journey, (journeys.get(journey) ?? new Set()).add(name));
      characters += name.length + result.length;
      for (const oldest of results.keys()) {
        if (characters <= limitCharacters || oldest === name) break;
        drop(oldest);
      }
    },
    forget: (key) => drop(nameOf(key)),
    forgetJourney(tenant, journeyId) {
      for (const name of journeys.get(journeyOf(tenant, journeyId)) ?? []) drop(name);
    },
    async close() {},
  };
}
