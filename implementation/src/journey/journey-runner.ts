import type { JourneyOutcome } from '#src/domain/ticket/events.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import type { JourneyState, Ticket } from '#src/domain/ticket/ticket.ts';
import { identify, journeyIdOf } from '#src/foundation/identity.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { StepTools } from './define-step.ts';
import type { JourneyEnd, JourneyEngine } from './engines/engine.ts';
import { failedInteraction, type Interaction, interactionOf } from './interaction.ts';
import type { JourneyCause, JourneyNotes } from './notes.ts';
import { escalate } from './steps/escalate.ts';
import { wantedIn } from './steps/receive.ts';

/** How long a claim keeps others away: far longer than a journey takes, short enough to wait out. */
const claimMs = 15_000;
/** How long its decision may take to be kept after a journey's own time. */
const decidingMs = 5_000;
/** How long a journey may take where nothing else was said. */
const defaultTimeMs = 8_000;
/** Attempts at one cause before a person gets it: a message that kills its journey must not loop. */
const attemptLimit = 3;

export interface JourneyReport {
  readonly journeyId: string;
  /** `claimed`: another worker is at it. */
  readonly outcome: JourneyOutcome | 'claimed';
  readonly snapshot: Snapshot;
  /** What the steps found out; left out where none ran. */
  readonly notes?: JourneyNotes;
}

export interface JourneyRunnerOptions {
  readonly tickets: TicketLog;
  readonly engine: JourneyEngine;
  readonly tools: Omit<StepTools, 'context'>;
  readonly metrics?: Metrics;
  /** Told of every journey once it is over, also of one that failed. */
  readonly onInteraction?: (interaction: Interaction) => void;
  /** How long a journey may take before people get its ticket, in milliseconds. Default 8,000. */
  readonly answerWithinMs?: number;
  /** Tells this process's claims from those of another that works on the same log. */
  readonly workerId: string;
}

interface OwnTime {
  readonly context: RequestContext;
  end(): void;
}

/** Runs one journey per cause, however often and by however many workers the cause is delivered. */
export class JourneyRunner {
  readonly #options: JourneyRunnerOptions;
  readonly #underWay = new Map<string, Promise<JourneyReport>>();

  constructor(options: JourneyRunnerOptions) {
    this.#options = options;
  }

  /** Journeys that run now in this process. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /**
   * Answers the customer's message `cause`, or finds that this is not to be done. A journey that has
   * no answer by the deadline of its first caller is handed to people.
   */
  run(context: RequestContext, ticketId: string, cause: string): Promise<JourneyReport> {
    const journeyId = journeyIdOf(ticketId, cause);
    const key = `${context.tenant}\n${journeyId}`;
    const running = this.#underWay.get(key);
    if (running) return running;
    // The journey belongs to its ticket: a caller who goes away does not end it for the others.
    const own = this.#ownTime(context);
    const start = { journeyId, ticketId, cause };
    const journey = this.#measured(own.context, start).finally(() => {
      own.end();
      this.#underWay.delete(key);
    });
    this.#underWay.set(key, journey);
    return journey;
  }

  /** A context that ends by itself when its time is up. */
  #ownTime({ tenant, requestId, traceId, deadline: given }: RequestContext): OwnTime {
    const { tools, answerWithinMs = defaultTimeMs } = this.#options;
    const now = tools.clock.now();
    const own = now + answerWithinMs;
    const deadline = Math.min(given ?? own, own);
    const [late, ended] = [new AbortController(), new AbortController()];
    const { signal } = late;
    tools.clock.sleep(Math.max(0, deadline - now), ended.signal).then(
      () => late.abort(new SupportError('deadline_exceeded', 'The journey ran out of time.')),
      () => {},
    );
    const context = createContext({ tenant, requestId, traceId, deadline, signal });
    return { context, end: () => ended.abort('ended') };
  }

  async #measured(context: RequestContext, start: JourneyCause): Promise<JourneyReport> {
    const { metrics = noMetrics, tools, onInteraction = () => {} } = this.#options;
    const began = tools.clock.monotonic();
    const latencyMs = () => tools.clock.monotonic() - began;
    let report: JourneyReport;
    try {
      report = await this.#run(context, start);
    } catch (error) {
      const { code } = toSupportError(error);
      onInteraction(failedInteraction({ context, ...start, latencyMs: latencyMs() }, code));
      throw error;
    }
    // Who asks again about what has ended gets the end, and makes no second interaction.
    if (!report.notes && isEnd(report.outcome)) return report;
    const labels = { outcome: report.outcome };
    metrics.count('supportmax_journeys_total', labels);
    metrics.observe('supportmax_journey_duration_seconds', latencyMs() / 1000, labels);
    const { outcome, notes, snapshot } = report;
    const { ticket } = snapshot;
    const facts = { context, ...start, outcome, latencyMs: latencyMs(), ticket };
    onInteraction(interactionOf({ ...facts, notes: notes ?? null }));
    return report;
  }

  async #run(context: RequestContext, start: JourneyCause): Promise<JourneyReport> {
    const { tickets } = this.#options;
    const { journeyId, ticketId } = start;
    const claim = await this.#claim(context, start);
    if ('outcome' in claim) return claim;
    const { ticket, state } = claim;
    const notes = { ...start, ticket, claimedUntil: state.until, trace: [] };
    const ended = await this.#walk(notes, context, state.attempt);
    const execution = await tickets.execute(
      context,
      ticketId,
      identify('decision', journeyId),
      {
        type: 'end_journey',
        journeyId,
        seen: ticket.seen,
        outcome: ended.outcome,
        because: ended.because,
        events: ended.notes.decided ?? [],
      },
      journeyId,
    );
    const outcome = endedOutcome(execution.snapshot, journeyId) ?? ended.outcome;
    return { journeyId, outcome, snapshot: execution.snapshot, notes: ended.notes };
  }

  /** The ticket with a claim of this worker on the cause in it, or why there is nothing to do. */
  async #claim(
    context: RequestContext,
    { journeyId, ticketId, cause }: JourneyCause,
  ): Promise<JourneyReport | { readonly ticket: Ticket; readonly state: JourneyState }> {
    const { tickets, tools, workerId } = this.#options;
    let before = tickets.peek(context, ticketId) ?? (await tickets.read(context, ticketId));
    if (before.ticket && agentStandsBack(before.ticket, cause)) {
      // What this process remembers may be old, and leaving a message alone leaves no trace.
      before = await tickets.read(context, ticketId);
      if (before.ticket && agentStandsBack(before.ticket, cause)) {
        return { journeyId, outcome: 'stood_back', snapshot: before };
      }
    }
    const attempt = (before.ticket?.journeys.get(journeyId)?.attempt ?? 0) + 1;
    const now = tools.clock.now();
    const { outcome, snapshot, ...claim } = await tickets.execute(
      context,
      ticketId,
      identify('claim', journeyId, attempt, workerId),
      { type: 'start_journey', journeyId, cause, now, until: now + this.#claimMs(context, now) },
      journeyId,
    );
    if ('refusal' in claim) {
      if (snapshot.ticket && agentStandsBack(snapshot.ticket, cause)) {
        return { journeyId, outcome: 'stood_back', snapshot };
      }
      const reason = refusedOutcome(claim.refusal.refused, snapshot, journeyId);
      return { journeyId, outcome: reason, snapshot };
    }
    const { ticket } = snapshot;
    const state = ticket?.journeys.get(journeyId);
    if (!ticket || !state) throw new Error('a claim was granted that is not in its log');
    // The claim stands in the log from a try whose answer got lost: is it still the newest?
    const isHeld = outcome !== 'repeated' || (state.attempt === attempt && state.until > now);
    if (!isHeld || state.ended) {
      return { journeyId, outcome: state.ended?.outcome ?? 'claimed', snapshot };
    }
    return { ticket, state };
  }

  /** The claim of a journey that may take long holds well beyond its time. */
  #claimMs({ deadline }: RequestContext, now: number): number {
    return Math.max(claimMs, (deadline ?? now) - now + decidingMs);
  }

  #walk(notes: JourneyNotes, context: RequestContext, attempt: number): Promise<JourneyEnd> {
    const tools: StepTools = { ...this.#options.tools, context };
    if (attempt <= attemptLimit) return this.#options.engine.run(notes, tools);
    return this.#giveUp(notes, tools);
  }

  async #giveUp(notes: JourneyNotes, tools: StepTools): Promise<JourneyEnd> {
    const question = wantedIn(notes.ticket);
    const escalation = { reason: 'agent_failed' } as const;
    const failed: JourneyNotes = { ...notes, ...(question && { question }), escalation };
    const result = await escalate.run(failed, tools);
    return { outcome: 'escalated', because: 'failed', notes: { ...failed, ...result.notes } };
  }
}

/** True where the agent leaves a message to people, or to nobody where a machine sent it. */
const agentStandsBack = (ticket: Ticket, cause: string): boolean =>
  ticket.partial ||
  ticket.ownedByPerson ||
  ticket.turns.findLast((turn) => turn.eventId === cause)?.automatic === true;

/** Left to people, or to another worker: nothing has ended here. */
const isEnd = (outcome: JourneyReport['outcome']): boolean =>
  outcome !== 'claimed' && outcome !== 'stood_back';

const endedOutcome = (snapshot: Snapshot, journeyId: string): JourneyOutcome | null =>
  snapshot.ticket?.journeys.get(journeyId)?.ended?.outcome ?? null;

function refusedOutcome(refused: string, snapshot: Snapshot, journeyId: string) {
  if (refused === 'journey_ended') return endedOutcome(snapshot, journeyId) ?? 'superseded';
  return refused === 'journey_claimed' ? 'claimed' : 'superseded';
}
