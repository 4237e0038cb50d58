import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closureOf, everything, type Needs } from './parts.ts';
import { stepFunctions } from './step-functions.ts';

/** The accesses of each part, narrowest first, as the table of parts has them. */
const accesses: Readonly<Record<string, readonly string[]>> = {
  eventLog: ['read', 'append'],
  blobStore: ['read', 'write'],
  projectionStore: ['read', 'write'],
  stepResultStore: ['read', 'write'],
  spendLedger: ['read', 'write'],
  languageModel: ['ask'],
  journeyQueue: ['send', 'consume'],
  incomingFiles: ['read', 'consume'],
  knowledge: ['read'],
  policy: ['read'],
  screener: ['ask'],
  classifier: ['ask'],
  retriever: ['ask'],
  answerer: ['ask'],
  reviewer: ['ask'],
  journeys: ['run'],
  readiness: ['check'],
  metricsText: ['read'],
};
const every = Object.entries(accesses).flatMap(([name, widths]) =>
  widths.map((access): Needs => ({ [name]: access })),
);

/** True where one covers the other: all of its parts, each with an access that is as wide. */
const covers = (wide: Needs, narrow: Needs): boolean =>
  Object.entries(narrow).every(([name, access]) => {
    const widths = accesses[name] ?? [];
    const had = Object.entries(wide).find(([other]) => other === name)?.[1];
    return had !== undefined && widths.indexOf(had) >= widths.indexOf(access);
  });

const someNeeds = fc
  .subarray(every)
  .map((needs) => Object.fromEntries(needs.flatMap((one) => Object.entries(one))) as Needs);

describe('what needs are built upon', () => {
  it.each(every)('of %j are parts that there are', (needs) => {
    const closure = closureOf(needs);
    for (const [name, access] of Object.entries(closure)) expect(accesses[name]).toContain(access);
    expect(covers(closure, needs)).toBe(true);
  });

  it('knows every part', () => {
    expect(Object.keys(accesses).sort()).toEqual(Object.keys(everything).sort());
    const widest = Object.entries(accesses).map(([name, widths]) => [name, widths.at(-1)]);
    expect(Object.fromEntries(widest)).toEqual(everything);
    expect(closureOf(everything)).toEqual(everything);
  });

  it('takes the widest access that anybody wants', () => {
    expect(closureOf({ eventLog: 'read' })).toEqual({ eventLog: 'read', blobStore: 'read' });
    const both = { blobStore: 'write', eventLog: 'append' };
    expect(closureOf({ blobStore: 'read', eventLog: 'append' })).toEqual(both);
    expect(closureOf({ eventLog: 'append', blobStore: 'read' })).toEqual(both);
    // What a wide access stays with, a narrow one that is met later does not take back.
    expect(closureOf({ journeys: 'run', readiness: 'check' })).toMatchObject(both);
    expect(closureOf({ readiness: 'check', journeys: 'run' })).toMatchObject(both);
    expect(closureOf({ spendLedger: 'read', answerer: 'ask' })).toMatchObject({
      spendLedger: 'write',
    });
    expect(closureOf({})).toEqual({});
  });

  it('is all there is to find, in one order, and no more where more is wanted', () => {
    fc.assert(
      fc.property(someNeeds, someNeeds, (left, right) => {
        const closure = closureOf(left);
        expect(closureOf(closure)).toEqual(closure);
        expect(covers(closure, left)).toBe(true);
        const backwards = Object.fromEntries(Object.entries(left).reverse()) as Needs;
        expect(JSON.stringify(closureOf(backwards))).toBe(JSON.stringify(closure));
        if (covers(left, right)) expect(covers(closure, closureOf(right))).toBe(true);
        const together = widestOf(left, right);
        expect(closureOf(together)).toEqual(closureOf(widestOf(closure, closureOf(right))));
      }),
    );
  });

  it('lets no step append to a log, nor send', () => {
    for (const { needs } of stepFunctions) {
      expect(closureOf(needs)).toMatchObject({ eventLog: 'read', stepResultStore: 'write' });
      expect(closureOf(needs)).not.toHaveProperty('journeyQueue');
    }
  });
});

function widestOf(left: Needs, right: Needs): Needs {
  const wider = Object.entries(right).filter(
    ([name, access]) => !covers(left, { [name]: access } as Needs),
  );
  return { ...left, ...Object.fromEntries(wider) };
}
