import type { JourneyOutcome } from '#src/domain/ticket/events.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import { lastCustomerTurn } from '#src/domain/ticket/ticket.ts';
import { identify, journeyIdOf } from '#src/foundation/identity.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { JourneyEnd, JourneyEngine } from './engines/engine.ts';
import type { JourneyCause, JourneyNotes, StepTools } from './notes.ts';
import { escalate } from './steps/escalate.ts';

/** How long a claim keeps others away: far longer than a journey takes, short enough to wait out. */
const claimMs = 15_000;
/** Attempts at one cause before a person gets it: a message that kills its journey must not loop. */
const attemptLimit = 3;

export interface JourneyReport {
  readonly journeyId: string;
  /** `claimed`: another worker is at it. */
  readonly outcome: JourneyOutcome | 'claimed';
  readonly snapshot: Snapshot;
}

export interface JourneyRunnerOptions {
  readonly tickets: TicketLog;
  readonly engine: JourneyEngine;
  readonly tools: Omit<StepTools, 'context'>;
  readonly metrics?: Metrics;
  /** Tells this process's claims from those of another that works on the same log. */
  readonly workerId: string;
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

  /** Answers the customer's message `cause`, or finds that this is not to be done. */
  run(context: RequestContext, ticketId: string, cause: string): Promise<JourneyReport> {
    const journeyId = journeyIdOf(ticketId, cause);
    const running = this.#underWay.get(journeyId);
    if (running) return running;
    const journey = this.#measured(context, { journeyId, ticketId, cause }).finally(() => {
      this.#underWay.delete(journeyId);
    });
    this.#underWay.set(journeyId, journey);
    return journey;
  }

  async #measured(context: RequestContext, start: JourneyCause): Promise<JourneyReport> {
    const { metrics = noMetrics, tools } = this.#options;
    const began = tools.clock.monotonic();
    const report = await this.#run(context, start);
    const labels = { outcome: report.outcome };
    metrics.count('supportmax_journeys_total', labels);
    const seconds = (tools.clock.monotonic() - began) / 1000;
    metrics.observe('supportmax_journey_duration_seconds', seconds, labels);
    return report;
  }

  async #run(context: RequestContext, start: JourneyCause): Promise<JourneyReport> {
    const { tickets, tools, workerId } = this.#options;
    const { journeyId, ticketId, cause } = start;
    const before = tickets.peek(context, ticketId) ?? (await tickets.read(context, ticketId));
    if (before.ticket && agentStandsBack(before.ticket)) {
      return { journeyId, outcome: 'stood_back', snapshot: before };
    }
    const attempt = (before.ticket?.journeys.get(journeyId)?.attempt ?? 0) + 1;
    const now = tools.clock.now();
    const claim = await tickets.execute(
      context,
      ticketId,
      identify('claim', journeyId, attempt, workerId),
      { type: 'start_journey', journeyId, cause, now, until: now + claimMs },
      journeyId,
    );
    const { snapshot } = claim;
    if (claim.outcome === 'refused') {
      return {
        journeyId,
        outcome: refusedOutcome(claim.refusal.refused, snapshot, journeyId),
        snapshot,
      };
    }
    const ticket = snapshot.ticket;
    if (!ticket) throw new Error('a claim was granted on a ticket that does not exist');
    const ended = await this.#walk({ ...start, ticket, trace: [] }, context, attempt);
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
    return { journeyId, outcome, snapshot: execution.snapshot };
  }

  #walk(notes: JourneyNotes, context: RequestContext, attempt: number): Promise<JourneyEnd> {
    const tools: StepTools = { ...this.#options.tools, context };
    if (attempt <= attemptLimit) return this.#options.engine.run(notes, tools);
    return this.#giveUp(notes, tools);
  }

  async #giveUp(notes: JourneyNotes, tools: StepTools): Promise<JourneyEnd> {
    const failed: JourneyNotes = { ...notes, escalation: { reason: 'agent_failed' } };
    const result = await escalate.run(failed, tools);
    return { outcome: 'escalated', because: 'failed', notes: { ...failed, ...result.notes } };
  }
}

/** True where the agent leaves a ticket to people without being asked anew. */
export const agentStandsBack = (ticket: Ticket): boolean =>
  ticket.partial || ticket.ownedByPerson || lastCustomerTurn(ticket)?.automatic === true;

const endedOutcome = (snapshot: Snapshot, journeyId: string): JourneyOutcome | null =>
  snapshot.ticket?.journeys.get(journeyId)?.ended?.outcome ?? null;

function refusedOutcome(refused: string, snapshot: Snapshot, journeyId: string) {
  if (refused === 'journey_ended') return endedOutcome(snapshot, journeyId) ?? 'superseded';
  return refused === 'journey_claimed' ? 'claimed' : 'superseded';
}
