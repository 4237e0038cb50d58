import type * as z from 'zod';
import { packetFor } from '#src/api/handoff-packet.ts';
import { commandIdOf } from '#src/api/idempotency.ts';
import type { ChatResponse, chatRequest } from '#src/api/schemas.ts';
import { customerActor, systemActor } from '#src/domain/ticket/actor.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
import { identify, ticketIdOf } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { within } from '#src/foundation/within.ts';
import type { Execution } from '#src/ports/event-log/ticket-log.ts';
import type { HttpCall } from '../define-function.ts';
import { type Message, responseOf, waiting } from './chat-response.ts';

const lookAgainMs = 25;
/** Beyond its deadline a chat waits so long for its handoff to be kept. */
const handOverMs = 3_000;

/** What a chat needs: it opens tickets, and has its journey run. */
export type ChatNeeds = {
  eventLog: 'append';
  stepResultStore: 'write';
  policy: 'read';
  screener: 'ask';
  journeys: 'run';
};

type Call = Omit<
  HttpCall<ChatNeeds, z.output<typeof chatRequest>, undefined, undefined>,
  'request' | 'path' | 'query'
>;

/** Answers one message, or says that people take over, within the time that a desk promises. */
export async function answerChat(call: Call): Promise<ChatResponse> {
  const { desk, context } = call;
  const began = desk.clock.monotonic();
  const promised = desk.clock.now() + desk.answerWithinMs;
  const deadline = Math.min(promised, context.deadline ?? promised);
  const timed = { ...call, context: { ...context, deadline } };
  const limitMs = desk.answerWithinMs + handOverMs;
  const response = await within(desk.clock, limitMs, answer(timed), tooLate);
  const seconds = (desk.clock.monotonic() - began) / 1000;
  const labels = { status: response.options ? 'asked' : response.status } as const;
  desk.metrics.observe('supportmax_answer_duration_seconds', seconds, labels);
  return response;
}

const tooLate = () =>
  new SupportError(
    'deadline_exceeded',
    'The store of this desk answers too slowly. Your message may have arrived all the same: send it again with the same Idempotency-Key, and it counts once.',
  );

async function answer(call: Call): Promise<ChatResponse> {
  const message = await receive(call);
  const report = await call.desk.journeys.run(call.context, message.ticketId, message.eventId);
  return answerTo(call, message, report.snapshot);
}

/** Puts the message into the log: into a new ticket, or into the conversation it names. */
async function receive(call: Call): Promise<Message> {
  const { desk, context, input } = call;
  const { message: text, conversationId } = input;
  const commandId = await commandIdOf(call, 'chat', input);
  const actor = customerActor;
  if (conversationId === undefined) {
    const ticketId = ticketIdOf(context.tenant, commandId);
    const opening = {
      type: 'open',
      actor,
      subject: '',
      channel: 'chat',
      customer: {},
      text,
    } as const;
    const opened = await desk.eventLog.execute(context, ticketId, commandId, opening);
    return { ticketId, eventId: eventAt(opened, 1) };
  }
  const command = { type: 'receive_message', actor, text } as const;
  const received = await desk.eventLog.execute(context, conversationId, commandId, command);
  if (received.outcome === 'refused') {
    throw new SupportError('not_found', `There is no conversation ${conversationId}.`);
  }
  return { ticketId: conversationId, eventId: eventAt(received, 0) };
}

function eventAt(execution: Execution, index: number): string {
  const ids =
    execution.outcome === 'appended'
      ? execution.record.events.map((event) => event.id)
      : execution.outcome === 'repeated'
        ? execution.eventIds
        : [];
  const id = ids[index];
  if (id === undefined) throw new Error(`a message was ${execution.outcome} without an event`);
  return id;
}

/** The reply that covers the message; waits for it where another worker brings it. */
async function answerTo(call: Call, message: Message, snapshot: Snapshot): Promise<ChatResponse> {
  const { desk, context } = call;
  const giveUpAt = context.deadline ?? desk.clock.now();
  for (let current = snapshot; ; ) {
    const { ticket } = current;
    if (!ticket) throw new SupportError('not_found', `There is no ticket ${message.ticketId}.`);
    const reply = replyTo(ticket, message.eventId);
    if (reply) return responseOf(desk, ticket, message, reply);
    if (ticket.ownedByPerson || ticket.partial) return waiting(desk, ticket, message);
    if (desk.clock.now() >= giveUpAt) return handOver(call, message, ticket);
    await desk.clock.sleep(lookAgainMs, desk.stopping);
    current = await desk.eventLog.read(context, message.ticketId);
  }
}

/** Nobody answered in time: people get the ticket, and a draft that comes too late is dropped. */
async function handOver(call: Call, message: Message, ticket: Ticket): Promise<ChatResponse> {
  const { desk, context } = call;
  const reason = 'agent_failed' as const;
  const packet = packetFor(desk, ticket, reason);
  const command = { type: 'hand_off', actor: systemActor, reason, packet } as const;
  const commandId = identify('answer-is-late', message.eventId);
  const { snapshot } = await desk.eventLog.execute(
    context,
    ticket.id,
    commandId,
    command,
    commandId,
  );
  const late = snapshot.ticket && replyTo(snapshot.ticket, message.eventId);
  if (snapshot.ticket && late) return responseOf(desk, snapshot.ticket, message, late);
  return waiting(desk, ticket, message);
}

/** The first reply whose author had read the message. */
function replyTo(ticket: Ticket, eventId: string): Turn | null {
  const asked = ticket.turns.find((turn) => turn.eventId === eventId);
  if (!asked) return null;
  const covers = (turn: Turn) => (turn.reply?.seen[asked.origin] ?? 0) >= asked.seq;
  return ticket.turns.find((turn) => turn.reply !== null && covers(turn)) ?? null;
}
