/**
 * What must not compile. Every line below a `@ts-expect-error` is refused by the compiler, which
 * `npm test` runs: were one let through, the compiler would say that nothing is left to expect.
 */
import { expect, expectTypeOf, test } from 'vitest';
import type { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import { defineStep, type StepSurroundings } from './define-step.ts';

const outcomes = ['found', 'lost'] as const;

const looking = defineStep(
  { name: 'looking', outcomes, needs: { policy: 'read', stepResultStore: 'read' } },
  async ({ ticket }, tools) => {
    expectTypeOf(tools.policy.company).toEqualTypeOf<string>();
    await tools.stepResultStore.find(tools.context, { journeyId: '', step: '', input: '' });
    tools.clock.now();
    // @ts-expect-error: whoever reads results keeps none
    tools.stepResultStore.once;
    // @ts-expect-error: an agent that was not declared
    tools.answerer;
    // @ts-expect-error: steps append nothing; the log is none of their parts
    tools.eventLog;
    // @ts-expect-error: what was noted is not changed
    ticket.subject = '';
    return { outcome: 'found' };
  },
);

const keeping = defineStep(
  { name: 'keeping', outcomes, needs: { stepResultStore: 'write' } },
  (_, { stepResultStore }) => {
    expectTypeOf(stepResultStore).toEqualTypeOf<StepResultStore>();
    return { outcome: 'lost', notes: { escalation: { reason: 'nothing_found' } } };
  },
);

const computing = defineStep({ name: 'computing', outcomes, needs: {} }, (_, tools) => {
  expectTypeOf(tools).toExtend<StepSurroundings>();
  // @ts-expect-error: nothing was declared
  tools.policy;
  return { outcome: 'found' };
});

const appending = defineStep(
  // @ts-expect-error: steps reach no log, beside what they reach
  { name: 'appending', outcomes, needs: { policy: 'read', eventLog: 'append' } },
  () => ({ outcome: 'found' }),
);

const ruling = defineStep(
  // @ts-expect-error: the policy is read, and not written
  { name: 'ruling', outcomes, needs: { policy: 'write' } },
  () => ({ outcome: 'found' }),
);

const straying = defineStep(
  { name: 'straying', outcomes, needs: {} },
  // @ts-expect-error: an outcome that nothing follows
  () => ({ outcome: 'elsewhere' }),
);

const babbling = defineStep(
  { name: 'babbling', outcomes, needs: {} },
  // @ts-expect-error: notes that no step knows
  () => ({ outcome: 'found', notes: { mood: 'good' } }),
);

test('what a step declares is what it is', () => {
  expectTypeOf(looking.name).toEqualTypeOf<'looking'>();
  expectTypeOf(keeping.outcomes).toEqualTypeOf<readonly ('found' | 'lost')[]>();
  const all = [looking, keeping, computing, appending, ruling, straying, babbling];
  expect(all.map((step) => step.outcomes)).toEqual(all.map(() => outcomes));
  expect(looking.needs).toEqual({ policy: 'read', stepResultStore: 'read' });
  expect(computing.timeoutMs).toBe(5_000);
});
