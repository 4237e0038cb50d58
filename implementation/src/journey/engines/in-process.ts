import { assertTimeLeft } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { JourneyNotes, Step, StepTools } from '../notes.ts';
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
        assertTimeLeft(tools.context, tools.clock);
        const began = tools.clock.monotonic();
        const walked = await walk(current, notes, tools, options);
        const millis = Math.max(0, tools.clock.monotonic() - began);
        const trace = [
          ...notes.trace,
          { name: current, outcome: walked.outcome, millis: round(millis) },
        ];
        notes = { ...notes, ...walked.notes, trace };
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
    const result = await step.run(notes, tools);
    const next = (ticketJourney.next[name] as Readonly<Record<string, Next>>)[result.outcome];
    if (next === undefined)
      throw new Error(`${name} came out as ${result.outcome}, which leads nowhere`);
    return { outcome: result.outcome, next, notes: result.notes ?? {} };
  } catch (error) {
    // What may succeed later is left to a later attempt; only a lasting failure needs a person.
    if (!(error instanceof SupportError) || error.retryable) throw error;
    if (name === ticketJourney.onFailure) throw error;
    options.onStepFailure?.(name, error);
    const escalation = { reason: 'agent_failed' as const };
    return { outcome: 'failed', next: ticketJourney.onFailure, notes: { escalation } };
  }
}

const round = (millis: number) => Math.round(millis * 1000) / 1000;
