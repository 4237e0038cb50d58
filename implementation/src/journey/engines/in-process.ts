import { orAbort } from '#src/foundation/or-abort.ts';
import { isOver } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Step, StepResult, StepTools } from '../define-step.ts';
import { alwaysRuns } from '../fixed-steps.ts';
import { type JourneyNotes, notesAfter } from '../notes.ts';
import { stepFailed } from '../step-failure.ts';
import type { Next, StepName } from '../ticket-journey.ts';
import { steps, ticketJourney } from '../ticket-journey.ts';
import type { JourneyEngine, JourneyEngineOptions } from './engine.ts';

/** More steps than any walk through the table has: beyond it the table has a loop. */
const stepLimit = 32;

/** Walks the table step by step in this process. */
export function createInProcessEngine(options: JourneyEngineOptions = {}): JourneyEngine {
  return {
    name: 'in-process',
    async run(start, tools) {
      let notes = start;
      let current: StepName = ticketJourney.start;
      for (let count = 0; count < stepLimit; count += 1) {
        const began = tools.clock.monotonic();
        const walked = await walk(current, notes, tools, options);
        notes = notesAfter(notes, current, walked, tools.clock.monotonic() - began);
        await options.afterStep?.(current);
        if (typeof walked.next === 'object') {
          return { outcome: walked.next.end, because: walked.outcome, notes };
        }
        current = walked.next;
      }
      throw new Error(`the journey took more than ${stepLimit} steps`);
    },
  };
}

async function walk(
  name: StepName,
  notes: JourneyNotes,
  tools: StepTools,
  options: JourneyEngineOptions,
): Promise<{ outcome: string; next: Next; notes: Partial<JourneyNotes> }> {
  const step: Step<StepName, string> = steps[name];
  try {
    const result = await inTime(step, notes, tools);
    const next = (ticketJourney.next[name] as Readonly<Record<string, Next>>)[result.outcome];
    if (next === undefined)
      throw new Error(`${name} came out as ${result.outcome}, which leads nowhere`);
    return { outcome: result.outcome, next, notes: result.notes ?? {} };
  } catch (error) {
    if (!(error instanceof SupportError) || name === ticketJourney.onFailure) throw error;
    // What may succeed later is left to a later attempt, as long as somebody can wait for it; a
    // lasting failure and a customer whose time is up need a person.
    if (error.retryable && !isOver(tools.context, tools.clock)) throw error;
    const { tenant, requestId } = tools.context;
    const { ticketId, journeyId } = notes;
    options.onStepFailure?.(name, error, { tenant, requestId, ticketId, journeyId });
    return { ...stepFailed, next: ticketJourney.onFailure };
  }
}

/** What the step gives, or `deadline_exceeded` once the journey's time is up, whatever it does. */
async function inTime(
  step: Step<StepName, string>,
  notes: JourneyNotes,
  tools: StepTools,
): Promise<StepResult<string>> {
  const { context, clock } = tools;
  if (alwaysRuns(step.name)) return step.run(notes, tools);
  if (isOver(context, clock)) throw outOfTime(step);
  const result = step.run(notes, tools);
  if (!(result instanceof Promise)) return result;
  return orAbort(result, context.signal);
}

const outOfTime = ({ name }: Step<StepName, string>) =>
  new SupportError('deadline_exceeded', `The journey ran out of time in ${name}.`);
