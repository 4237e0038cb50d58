import type { StepName } from '#src/journey/ticket-journey.ts';

/**
 * The way of a sure answer to a clear question, up to its posting. A step that is new on it is added
 * here, and no scenario has to be told.
 */
const commonWay = [
  ['receive', 'ready'],
  ['screen', 'clean'],
  ['classify', 'question'],
  ['retrieve', 'found'],
  ['draft', 'drafted'],
  ['review', 'approved'],
] as const satisfies readonly (readonly [StepName, string])[];

type CommonStep = (typeof commonWay)[number][0];

/**
 * As receipts tell it: the common way up to a step, which comes out so. `before` are steps on the
 * way that come out otherwise too.
 */
export function wayTo(
  step: CommonStep,
  outcome: string,
  before: { readonly [Step in CommonStep]?: string } = {},
): string {
  const outcomes = { ...before, [step]: outcome };
  return stepsTo(step)
    .map((name) => `${name} ${outcomes[name] ?? usual.get(name)}`)
    .join(', ');
}

const usual: ReadonlyMap<CommonStep, string> = new Map(commonWay);

/** The names of the steps up to this one, and it. */
export function stepsTo(step: CommonStep): readonly CommonStep[] {
  const names = commonWay.map(([name]) => name);
  return names.slice(0, names.indexOf(step) + 1);
}
