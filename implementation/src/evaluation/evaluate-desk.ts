import type { Agents } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { ticketIdOf } from '#src/foundation/identity.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { JourneyRunner } from '#src/journey/journey-runner.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { EvaluationQuestion } from './evaluation-questions.ts';

/** Who asks the questions, and pays for the models. */
export const evaluationTenant = 'evaluation';

/** What the desk did with one question. */
export interface Outcome {
  readonly question: EvaluationQuestion;
  /**
   * `right`: answered, citing the article that answers it. `wrong`: any other reply that claims to
   * meet it. `abstained`: handed to a person.
   */
  readonly verdict: 'right' | 'wrong' | 'abstained';
  /** Why it went to a person, or how the journey ended. */
  readonly because: string;
  /** The article it answered from, or would have, had it been surer. */
  readonly articleId: string | null;
  /** Stated probability that `articleId` is right; null where no draft came about. */
  readonly confidence: number | null;
  /** From the customer's message to the end of its journey, milliseconds. */
  readonly millis: number;
}

export interface EvaluatedDesk {
  readonly agents: Agents;
  readonly policy: DeskPolicy;
  readonly clock: Clock;
  /** Asks some questions twice, so that the times are those of a desk that has run for a while. */
  readonly warmUp: boolean;
}

/**
 * Asks every question in a conversation of its own, through the journey that customers' messages
 * take, on stores in memory.
 */
export async function evaluateDesk(
  desk: EvaluatedDesk,
  questions: readonly EvaluationQuestion[],
): Promise<Outcome[]> {
  const { tickets, runner } = assemble(desk);
  const ask = async (question: EvaluationQuestion, round: string): Promise<Outcome> => {
    const context = createContext({ tenant: evaluationTenant, requestId: question.id });
    const commandId = `${round}:${question.id}`;
    const ticketId = ticketIdOf(context.tenant, commandId);
    const began = desk.clock.monotonic();
    const opened = await tickets.execute(context, ticketId, commandId, {
      type: 'open',
      actor: { kind: 'customer' },
      subject: '',
      channel: 'chat',
      customer: {},
      text: question.text,
    });
    const cause = opened.outcome === 'appended' ? opened.record.events[1]?.id : undefined;
    if (cause === undefined) throw new Error(`question ${question.id} is there twice`);
    const report = await runner.run(context, ticketId, cause);
    const millis = desk.clock.monotonic() - began;
    const { ticket } = report.snapshot;
    const reply = ticket?.turns.findLast((turn) => turn.from === 'agent')?.reply ?? null;
    const answered = report.outcome === 'answered';
    const articleId = answered
      ? (reply?.citations[0]?.articleId ?? null)
      : (ticket?.escalation?.packet.tried[0]?.articleId ?? null);
    const cited = reply?.citations.some((one) => one.articleId === question.articleId) ?? false;
    return {
      question,
      verdict: report.outcome === 'escalated' ? 'abstained' : answered && cited ? 'right' : 'wrong',
      because: ticket?.escalation?.reason ?? report.outcome,
      articleId,
      confidence: articleId === null ? null : (reply?.confidence ?? null),
      millis,
    };
  };
  // A process that has just started runs slow code; the desk has not just started.
  const first = desk.warmUp ? questions.slice(0, 50) : [];
  for (const question of first) await ask(question, 'warm');
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await ask(question, 'asked'));
  return outcomes;
}

function assemble({ agents, policy, clock }: EvaluatedDesk) {
  const log = new EventLog({
    driver: createInMemoryEventLog(),
    blobs: new BlobStore(createInMemoryBlobStore()),
    clock,
    site: 'evaluation',
  });
  const tickets = new TicketLog(log, { soleWriter: true });
  const results = new StepResultStore(createInMemoryStepResultStore());
  const tools = { ...agents, policy, clock, stepResultStore: results };
  const engine = createInProcessEngine();
  return { tickets, runner: new JourneyRunner({ tickets, engine, tools, workerId: 'evaluation' }) };
}
