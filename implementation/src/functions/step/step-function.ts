import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Step, StepNeeds, StepResult, StepTools } from '#src/journey/define-step.ts';
import { lastResort } from '#src/journey/fixed-steps.ts';
import type { JourneyNotes } from '#src/journey/notes.ts';
import { stepFailed, tellStepFailure } from '#src/journey/step-failure.ts';
import { type DeskFunction, defineFunction } from '../define-function.ts';
import type { Surroundings } from '../parts.ts';
import type { StepTrigger } from '../trigger.ts';
import { keepNotes, notesBefore } from './kept-notes.ts';
import { stepInput } from './step-input.ts';

/**
 * A step of the journey as a function that a workflow calls: it keeps its notes and tells its
 * outcome. `failed` among them leads to the last resort; what may succeed later is thrown.
 */
export function stepFunction(step: Step): DeskFunction<StepTrigger> {
  const { name, timeoutMs } = step;
  const outcomes = name === lastResort ? step.outcomes : [...step.outcomes, stepFailed.outcome];
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
      const outcome = await keepNotes(desk, context, name, input, async () => {
        const before = await notesBefore(desk, context, input);
        const tools = { ...desk, context } as Surroundings & StepTools;
        return { before, result: await resultOf(step, before, tools) };
      });
      return { outcome };
    },
  );
}

/**
 * What a step gives, or that it failed for good. The workflow could not tell the latter from an error
 * of the program: of what is thrown it sees the code alone, and that may be `internal` for both.
 */
async function resultOf(
  step: Step,
  notes: JourneyNotes,
  tools: Surroundings & StepTools,
): Promise<StepResult<string>> {
  try {
    return await step.run(notes, tools);
  } catch (error) {
    const isLasting = error instanceof SupportError && !error.retryable;
    if (!isLasting || step.name === lastResort) throw error;
    const { tenant, requestId } = tools.context;
    const { ticketId, journeyId } = notes;
    tellStepFailure(tools, step.name, error, { tenant, requestId, ticketId, journeyId });
    return stepFailed;
  }
}
