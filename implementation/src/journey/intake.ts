import type { Command } from '#src/domain/ticket/commands.ts';
import type { Customer } from '#src/domain/ticket/events.ts';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { identify, ticketIdOf } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { StepCall, StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';

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

/** One message of a file, or what is wrong with it; `where` is for people. */
export type FileMessage =
  | { readonly where: string; readonly message: IncomingMessage }
  | { readonly where: string; readonly problem: SupportError };

export interface IntakeResult {
  readonly outcome: 'opened' | 'added' | 'known';
  readonly ticketId: string;
  /** The id of the message's event. */
  readonly eventId: string;
}

const answerLimit = 20;
const customerActor = { kind: 'customer' } as const;

export interface IntakeTools {
  readonly eventLog: TicketLog;
  /** Remembers for good which ticket each external message went to. */
  readonly stepResultStore: StepResultStore;
}

/**
 * Puts a message into the ticket it belongs to: that of a message it answers, where its sender takes
 * part in that ticket, else a new one. Where it belongs is decided once and remembered, so that
 * importing the same message again finds it wherever it went.
 */
export async function takeIn(
  tools: IntakeTools,
  context: RequestContext,
  message: IncomingMessage,
): Promise<IntakeResult> {
  const { eventLog, stepResultStore } = tools;
  const commandId = identify('intake', context.tenant, message.externalId);
  const own = ticketIdOf(context.tenant, commandId);
  const thread = threadKey(message.externalId);
  const belongsTo = async () => (await answeredTicket(tools, context, message)) ?? own;
  await stepResultStore.once(context, thread, belongsTo);
  // Asked twice: of two imports of one message at once, both go by the thread that was kept.
  const ticketId = await stepResultStore.once(context, thread, belongsTo);
  const { text, externalId, subject, channel, customer } = message;
  const automatic = message.automatic && { automatic: true };
  const common = { actor: customerActor, text, externalId, ...automatic };
  const isNew = ticketId === own;
  const command: Command = isNew
    ? { type: 'open', subject, channel, customer, ...common }
    : { type: 'receive_message', ...common };
  const execution = await eventLog.execute(context, ticketId, commandId, command);
  const index = isNew ? 1 : 0;
  if (execution.outcome === 'repeated') {
    return { outcome: 'known', ticketId, eventId: execution.eventIds[index] ?? '' };
  }
  if (execution.outcome !== 'appended') {
    throw new SupportError('conflict', `The message could not be added to ${ticketId}.`);
  }
  const eventId = execution.record.events[index]?.id ?? '';
  return { outcome: isNew ? 'opened' : 'added', ticketId, eventId };
}

/** Where it is kept which ticket an external message went to. */
export const threadKey = (externalId: string): StepCall => ({
  journeyId: 'intake',
  step: 'thread',
  input: externalId,
});

/** The ticket of the nearest message it answers; a stranger who names a message gets none. */
async function answeredTicket(
  { eventLog, stepResultStore }: IntakeTools,
  context: RequestContext,
  message: IncomingMessage,
): Promise<string | null> {
  for (const answered of message.answers.slice(0, answerLimit)) {
    const thread = await stepResultStore.find<string>(context, threadKey(answered));
    if (!thread) continue;
    const ticketId = thread.value;
    const { ticket } = await eventLog.read(context, ticketId);
    if (ticket && takesPart(ticket.customer, message.customer)) return ticketId;
  }
  return null;
}

const takesPart = (known: Customer, sender: Customer): boolean =>
  known.email !== undefined && known.email.toLowerCase() === sender.email?.toLowerCase();
