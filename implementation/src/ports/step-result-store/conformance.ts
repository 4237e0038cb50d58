import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import type { StepResultStoreDriver } from './driver.ts';
import { forgets } from './driver.ts';
import { StepResultStore } from './step-result-store.ts';

export interface OpenedStepResultStore {
  readonly driver: StepResultStoreDriver;
  dispose(): Promise<void>;
}

/** What every driver of the step results must do, alone and below the portable class. */
export function describeStepResultStoreDriver(
  name: string,
  open: () => Promise<OpenedStepResultStore>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`step result store driver: ${name}`, () => {
    let opened: OpenedStepResultStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.driver.close();
      await opened?.dispose();
    });
    const key = { tenant: 'tenant', journeyId: 'journey', step: 'draft', inputHash: 'hash' };

    it('keeps the first result of a key and knows nothing of others', async () => {
      const { driver } = opened;
      expect(await driver.get(key)).toBeNull();
      await driver.put(key, '{"text":"first \\u0000"}');
      await driver.put(key, '{"text":"second"}');
      expect(await driver.get(key)).toBe('{"text":"first \\u0000"}');
      for (const other of Object.keys(key)) {
        expect(await driver.get({ ...key, [other]: 'other' })).toBeNull();
      }
    });

    it('keeps one of many results that come at once', async () => {
      const { driver } = opened;
      const raced = { ...key, step: 'raced' };
      const results = Array.from({ length: 20 }, (_, index) => `{"number":${index}}`);
      await Promise.all(results.map((result) => driver.put(raced, result)));
      const kept = await driver.get(raced);
      expect(results).toContain(kept);
      expect(await driver.get(raced)).toBe(kept);
    });

    it('lets a step that was paid once be computed once', async () => {
      const store = new StepResultStore(opened.driver);
      const context = createContext({ tenant: 'tenant', requestId: 'request' });
      let paid = 0;
      const call = { journeyId: 'journey-2', step: 'draft', input: 'question' };
      const compute = async () => {
        paid += 1;
        return { reply: 'Ça va 🙂', number: paid };
      };
      expect(await store.once(context, call, compute)).toEqual({ reply: 'Ça va 🙂', number: 1 });
      expect(await store.once(context, call, compute)).toEqual({ reply: 'Ça va 🙂', number: 1 });
      expect(paid).toBe(1);
      await store.once(context, { ...call, input: 'another question' }, compute);
      await store.once({ ...context, tenant: 'other' }, call, compute);
      expect(paid).toBe(3);
    });
    describeForgetting(() => opened.driver);
  });
}

function describeForgetting(driverOf: () => StepResultStoreDriver): void {
  it('drops one result, or all of a journey, where it says that it forgets', async () => {
    const driver = driverOf();
    const store = new StepResultStore(driver);
    const context = createContext({ tenant: 'tenant', requestId: 'request' });
    if (!forgets(driver)) {
      expect(() => store.forgetJourney(context, 'first')).toThrow('forgets nothing');
      return;
    }
    const other = { ...context, tenant: 'other' };
    const calls = ['first', 'second'].flatMap((journeyId) =>
      ['draft', 'classify'].flatMap((step) =>
        ['one', 'two'].map((input) => ({ journeyId, step, input })),
      ),
    );
    for (const call of calls) {
      await store.once(context, call, async () => call.input);
      await store.once(other, call, async () => call.input);
    }
    const kept = async (of = context) => {
      const found = await Promise.all(calls.map((call) => store.find(of, call)));
      return calls.filter((_, index) => found[index] !== null);
    };
    const [gone, ...rest] = calls;
    if (gone) store.forget(context, gone);
    expect(await kept()).toEqual(rest);
    store.forget(context, { journeyId: 'none', step: 'none', input: 'none' });
    store.forgetJourney(context, 'first');
    store.forgetJourney(context, 'none');
    expect(await kept()).toEqual(rest.filter(({ journeyId }) => journeyId === 'second'));
    expect(await kept(other)).toEqual(calls);
    if (gone) expect(await store.once(context, gone, async () => 'anew')).toBe('anew');
  });
}
