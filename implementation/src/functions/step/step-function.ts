import * as z from 'zod';
import type { Step, StepNeeds, StepTools } from '#src/journey/define-step.ts';
import { type DeskFunction, defineFunction } from '../define-function.ts';
import type { StepTrigger } from '../trigger.ts';
import { keepNotes, notesBefore } from './kept-notes.ts';
import { stepInput } from './step-input.ts';

/** A step of the journey as a function that a workflow calls: it keeps its notes and tells its outcome. */
export function stepFunction(step: Step): DeskFunction<StepTrigger> {
  const { name, outcomes, timeoutMs } = step;
  // What it needs itself is for its own types to say; here it is only handed on.
  const needs = { ...step.needs, eventLog: 'read', stepResultStore: 'write' } as StepNeeds & {
    readonly eventLog: 'read';
    readonly stepResultStore: 'write';
  };
  return defineFunction(
    {
      name: `step-${name}`,
      trigger: { kind: 'step', step: name, outcomes },
      needs,
      input: stepInput,
      output: z.strictObject({ outcome: z.enum(outcomes) }),
      timeoutMs,
      memoryMiB: 1024,
    },
    async ({ desk, context, input }) => {
      const outcome = await keepNotes(desk, context, step, input, async () => {
        const notes = await notesBefore(desk, context, input);
        return { before: notes, ...(await step.run(notes, { ...desk, context } as StepTools)) };
      });
      return { outcome };
    },
  );
}
