import { silentLogger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { isOver } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Surroundings } from '#src/functions/parts.ts';
import { notesBefore } from '#src/functions/step/kept-notes.ts';
import type { StepInput } from '#src/functions/step/step-input.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import type { Carried } from '#src/hosts/carried.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import type { StepTools } from '#src/journey/define-step.ts';
import type { JourneyEngine, JourneyEngineOptions } from '#src/journey/engines/engine.ts';
import { alwaysRuns } from '#src/journey/fixed-steps.ts';
import type { JourneyNotes } from '#src/journey/notes.ts';
import { stepFailed } from '#src/journey/step-failure.ts';
import { type Next, type StepName, ticketJourney } from '#src/journey/ticket-journey.ts';
import { bareDesk } from './gcp-functions/bare-desk.ts';

/** One call of a step, as a workflow sees it. */
export interface StateVisit {
  readonly step: StepName;
  /** JSON, as all that travels. */
  readonly input: string;
  readonly output: string | null;
}

export interface StepFunctionEngineOptions extends JourneyEngineOptions {
  /** Told of everything that travels. */
  readonly onVisit?: (visit: StateVisit) => void;
}

/** More states than any walk through the table has. */
const stateLimit = 32;

/**
 * Walks the table as a cloud's workflow does: each step is a function on a host, which is given what
 * it needs and no more; ids travel, as JSON. A step that was left because the time was up is caught,
 * and leads to the last resort; all else that is thrown ends the workflow.
 */
export function createStepFunctionEngine(options: StepFunctionEngineOptions = {}): JourneyEngine {
  return {
    name: 'step functions',
    async run(start, tools) {
      const { tickets } = options;
      if (!tickets) throw new Error('step functions read tickets from a log; there is none');
      const parts = { ...tools, eventLog: tickets };
      let input = firstInput(start);
      let step: StepName = ticketJourney.start;
      for (let count = 0; count < stateLimit; count += 1) {
        const outcome = await visit(step, input, parts, options);
        await options.afterStep?.(step);
        // Whoever was left has kept nothing: what counts is the step before it, and who it was.
        input = outcome === null ? { ...input, failedIn: step } : { ...input, after: step };
        const next = followerOf(step, outcome);
        if (typeof next === 'object') {
          const notes = await notesBefore(parts, tools.context, { ...input, failedIn: null });
          return { outcome: next.end, because: outcome ?? stepFailed.outcome, notes };
        }
        step = next;
      }
      throw new Error(`the journey took more than ${stateLimit} states`);
    },
  };
}

/** What the first state of a workflow is given for a journey that has claimed its cause. */
export function firstInput({
  journeyId,
  ticketId,
  cause,
  claimedUntil,
  ticket,
}: JourneyNotes): StepInput {
  const attempt = ticket.journeys.get(journeyId)?.attempt;
  if (attempt === undefined) throw new Error(`the journey ${journeyId} has not claimed its cause`);
  const { seen } = ticket;
  const ids = { journeyId, ticketId, cause, attempt };
  return { ...ids, claimedUntil, seen, after: null, failedIn: null };
}

function followerOf(step: StepName, outcome: string | null): Next {
  if (outcome === null || outcome === stepFailed.outcome) return ticketJourney.onFailure;
  const next = (ticketJourney.next[step] as Readonly<Record<string, Next>>)[outcome];
  if (next === undefined) throw new Error(`${step} came out as ${outcome}, which leads nowhere`);
  return next;
}

/** How the step came out, or null where it was left because the journey's time was up. */
async function visit(
  step: StepName,
  state: StepInput,
  parts: StepTools & PartsOfSteps,
  { onVisit = () => {} }: StepFunctionEngineOptions,
): Promise<string | null> {
  const { context, clock } = parts;
  const { tenant, requestId, traceId } = context;
  const deadline = alwaysRuns(step) ? null : context.deadline;
  const carried: Carried = { tenant, requestId, traceId, deadline };
  const input = JSON.stringify(state);
  try {
    const result = await hostStep(step, parts).call(JSON.parse(input), carried);
    const output = JSON.stringify(result);
    onVisit({ step, input, output });
    return JSON.parse(output).outcome;
  } catch (error) {
    onVisit({ step, input, output: null });
    const { retryable, code, cause } = toSupportError(error);
    if (retryable && isOver(context, clock) && !alwaysRuns(step)) return null;
    // The scenarios ask for the very error of a program, which a host wraps.
    throw code === 'internal' && !(cause instanceof SupportError) ? (cause ?? error) : error;
  }
}

/** What steps can be given, by the names of parts, and what all functions have. */
export type PartsOfSteps = Pick<StepTools, 'clock'> &
  Partial<Surroundings> &
  Readonly<Record<string, unknown>>;

/** The function of a step on a host, with what it declares that it needs. */
export function hostStep(step: StepName, parts: PartsOfSteps): FunctionHost {
  const fn = stepFunctions.find(({ trigger }) => trigger.step === step);
  if (!fn) throw new Error(`no function runs the step ${step}`);
  const { clock, logger = silentLogger, metrics = noMetrics } = parts;
  const given = Object.fromEntries(Object.keys(fn.needs).map((name) => [name, parts[name]]));
  return hostFunction(fn, { ...bareDesk(logger, clock), metrics, ...given });
}
