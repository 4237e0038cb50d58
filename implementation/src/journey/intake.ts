import type { Customer } from '#src/domain/ticket/events.ts';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { identify, ticketIdOf } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Execution, TicketLog } from '#src/ports/event-log/ticket-log.ts';

/** A message that another system brings: an e-mail, a form, an export of another desk. */
export interface IncomingMessage {
  /** What that system calls it. The same name never makes a second message. */
  readonly externalId: string;
  /** External ids of the messages it answers, nearest first. */
  readonly answers: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly customer: Customer;
  readonly channel: Channel;
  /** Sent by a machine: kept, and never answered automatically. */
  readonly automatic: boolean;
}

export interface IntakeResult {
  readonly outcome: 'opened' | 'added' | 'known';
  readonly ticketId: string;
  /** The id of the message's event. */
  readonly eventId: string;
}

const answerLimit = 20;
const customerActor = { kind: 'customer' } as const;

/**
 * Puts a message into the ticket it belongs to. A conversation's ticket is named after its first
 * message, so that the ids it answers lead to it without an index; only somebody who takes part in
 * a ticket may add to it by naming one of its messages.
 */
export async function takeIn(
  tickets: TicketLog,
  context: RequestContext,
  message: IncomingMessage,
): Promise<IntakeResult> {
  const commandId = commandIdOf(context, message.externalId);
  const { text, externalId, subject, channel, customer } = message;
  const common = { actor: customerActor, text, externalId };
  const automatic = message.automatic && { automatic: true };
  for (const answered of message.answers.slice(0, answerLimit)) {
    const ticketId = ticketIdOf(context.tenant, commandIdOf(context, answered));
    const { ticket } = await tickets.read(context, ticketId);
    if (!ticket || !takesPart(ticket.customer, customer)) continue;
    const command = { type: 'receive_message', ...common, ...automatic } as const;
    const added = await tickets.execute(context, ticketId, commandId, command);
    return resultOf(added, ticketId, 'added', 0);
  }
  const ticketId = ticketIdOf(context.tenant, commandId);
  const command = { type: 'open', subject, channel, customer, ...common, ...automatic } as const;
  const opened = await tickets.execute(context, ticketId, commandId, command);
  return resultOf(opened, ticketId, 'opened', 1);
}

const commandIdOf = (context: RequestContext, externalId: string) =>
  identify('intake', context.tenant, externalId);

const takesPart = (known: Customer, sender: Customer): boolean =>
  known.email !== undefined && known.email.toLowerCase() === sender.email?.toLowerCase();

function resultOf(
  execution: Execution,
  ticketId: string,
  outcome: 'opened' | 'added',
  index: number,
): IntakeResult {
  if (execution.outcome === 'repeated') {
    return { outcome: 'known', ticketId, eventId: execution.eventIds[index] ?? '' };
  }
  if (execution.outcome !== 'appended') {
    throw new SupportError('conflict', `The message could not be added to ${ticketId}.`);
  }
  return { outcome, ticketId, eventId: execution.record.events[index]?.id ?? '' };
}
