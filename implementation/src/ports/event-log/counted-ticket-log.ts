import type { Command } from '#src/domain/ticket/commands.ts';
import { isKnown, type TicketEvent } from '#src/domain/ticket/events.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { EventLog } from './event-log.ts';
import type { Execution } from './ticket-log.ts';
import { TicketLog } from './ticket-log.ts';

export interface CountedTicketLogOptions {
  readonly metrics: Metrics;
  /** As in {@link TicketLog}. */
  readonly soleWriter: boolean;
  /** False where a chat that the agent answered leaves no ticket: one begins when it escalates. */
  readonly keepsAnsweredTickets: boolean;
}

/**
 * A ticket log that counts what this process writes to it. What stands in the log happened once,
 * through whichever door it came and however often its caller tried.
 */
export class CountedTicketLog extends TicketLog {
  readonly #options: CountedTicketLogOptions;

  constructor(log: EventLog, options: CountedTicketLogOptions) {
    super(log, { soleWriter: options.soleWriter });
    this.#options = options;
  }

  override async execute(
    context: RequestContext,
    ticketId: string,
    commandId: string,
    command: Command,
    commandHash?: string,
  ): Promise<Execution> {
    const mayBegin = this.#options.keepsAnsweredTickets || command.type === 'open';
    const before = mayBegin ? null : await this.read(context, ticketId);
    const execution = await super.execute(context, ticketId, commandId, command, commandHash);
    const { ticket } = execution.snapshot;
    if (execution.outcome === 'appended' && ticket) {
      this.#count(execution.record, ticket, Boolean(before?.ticket?.escalation));
    }
    return execution;
  }

  #countResolutions(events: readonly TicketEvent[], { resolutions }: Ticket): void {
    const { metrics } = this.#options;
    for (const { id, type, data } of events) {
      if (type === 'status.changed' && data.status === 'resolved') {
        metrics.count('supportmax_resolutions_total', { kind: data.resolution ?? 'person' });
      } else if (resolutions.some(({ reopened }) => reopened?.by === id)) {
        metrics.count('supportmax_reopenings_total', {});
      }
    }
  }

  #count({ events }: LogRecord, ticket: Ticket, escalatedBefore: boolean): void {
    const { metrics, keepsAnsweredTickets } = this.#options;
    const { channel } = ticket;
    const isTicketAtOnce = keepsAnsweredTickets || channel !== 'chat';
    const known = events.filter(isKnown);
    if (isTicketAtOnce) this.#countResolutions(known, ticket);
    const escalation = known.find((event) => event.type === 'ticket.escalated');
    for (const { type, actor, data } of known) {
      if (type === 'ticket.opened' && isTicketAtOnce) {
        metrics.count('supportmax_tickets_created_total', {});
      } else if (type === 'message.received' && !data.automatic) {
        metrics.count('supportmax_queries_total', { channel });
      } else if (type === 'reply.posted' && actor.kind === 'agent' && !escalation) {
        const status = data.options ? 'asked' : 'answered';
        metrics.count('supportmax_answers_total', { status });
      }
    }
    if (!escalation) return;
    if (!isTicketAtOnce && !escalatedBefore) metrics.count('supportmax_tickets_created_total', {});
    if (escalation.actor.kind === 'person') return;
    metrics.count('supportmax_abstentions_total', { reason: escalation.data.reason });
    metrics.count('supportmax_answers_total', { status: 'escalated' });
  }
}
