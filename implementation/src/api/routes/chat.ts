import { freeUsage } from '#src/agents/agents.ts';
import { systemActor } from '#src/domain/ticket/actor.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
import { identify, journeyIdOf, ticketIdOf } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { within } from '#src/foundation/within.ts';
import type { Execution } from '#src/ports/event-log/ticket-log.ts';
import type { Desk } from '../desk.ts';
import { packetFor } from '../handoff-packet.ts';
import { commandIdOf } from '../idempotency.ts';
import type { RouteCall } from '../route.ts';
import { defineRoute } from '../route.ts';
import type { ChatResponse } from '../schemas.ts';
import { bodyBytes, chatMessageBytes, chatRequest, chatResponse } from '../schemas.ts';

const lookAgainMs = 25;
/** Beyond its deadline a chat waits so long for its handoff to be kept. */
const handOverMs = 3_000;

export const postChat = defineRoute({
  method: 'POST',
  path: '/v1/chat',
  operationId: 'chat',
  summary: 'Says something to the desk and waits for its answer or its handoff to a person.',
  bodySchema: chatRequest,
  bodyLimitBytes: bodyBytes,
  refersTo: 'conversationId',
  success: { status: 200, schema: chatResponse, description: 'Answered, or handed to a person.' },
  async run(call) {
    const { desk, body } = call;
    if (Buffer.byteLength(body.message) > chatMessageBytes) {
      throw new SupportError('too_large', `A message holds at most ${chatMessageBytes} bytes.`);
    }
    const began = desk.clock.monotonic();
    const deadline = desk.clock.now() + desk.answerWithinMs;
    const timed = { ...call, context: { ...call.context, deadline } };
    const limitMs = desk.answerWithinMs + handOverMs;
    const response = await within(desk.clock, limitMs, answer(timed), tooLate);
    const seconds = (desk.clock.monotonic() - began) / 1000;
    const labels = { status: response.status };
    desk.metrics.observe('supportmax_answer_duration_seconds', seconds, labels);
    return response;
  },
});

const tooLate = () =>
  new SupportError(
    'deadline_exceeded',
    'The store of this desk answers too slowly. Your message may have arrived all the same: send it again with the same Idempotency-Key, and it counts once.',
  );

async function answer(call: Call): Promise<ChatResponse> {
  const message = await receive(call);
  const report = await call.desk.runner.run(call.context, message.ticketId, message.eventId);
  return answerTo(call, message, report.snapshot);
}

type Call = Pick<
  RouteCall<undefined, undefined, typeof chatRequest>,
  'desk' | 'context' | 'body' | 'idempotencyKey'
>;

interface Message {
  readonly ticketId: string;
  readonly eventId: string;
}

/** Puts the message into the log: into a new ticket, or into the conversation it names. */
async function receive(call: Call): Promise<Message> {
  const { desk, context, body } = call;
  const { message: text, conversationId } = body;
  const commandId = await commandIdOf(call, 'chat', body);
  const actor = { kind: 'customer' as const };
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
    const opened = await desk.tickets.execute(context, ticketId, commandId, opening);
    return { ticketId, eventId: eventAt(opened, 1) };
  }
  const command = { type: 'receive_message', actor, text } as const;
  const received = await desk.tickets.execute(context, conversationId, commandId, command);
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
    if (ticket.ownedByPerson || ticket.partial) return waiting(ticket, message);
    if (desk.clock.now() >= giveUpAt) return handOver(call, message, ticket);
    await desk.clock.sleep(lookAgainMs, desk.stopping);
    current = await desk.tickets.read(context, message.ticketId);
  }
}

/** Nobody answered in time: people get the ticket, and a draft that comes too late is dropped. */
async function handOver(call: Call, message: Message, ticket: Ticket): Promise<ChatResponse> {
  const { desk, context } = call;
  const reason = 'agent_failed' as const;
  const packet = packetFor(desk, ticket, reason);
  const command = { type: 'hand_off', actor: systemActor, reason, packet } as const;
  const commandId = identify('answer-is-late', message.eventId);
  const { snapshot } = await desk.tickets.execute(
    context,
    ticket.id,
    commandId,
    command,
    commandId,
  );
  const late = snapshot.ticket && replyTo(snapshot.ticket, message.eventId);
  if (snapshot.ticket && late) return responseOf(desk, snapshot.ticket, message, late);
  return waiting(ticket, message);
}

/** The first reply whose author had read the message. */
function replyTo(ticket: Ticket, eventId: string): Turn | null {
  const asked = ticket.turns.find((turn) => turn.eventId === eventId);
  if (!asked) return null;
  const covers = (turn: Turn) => (turn.reply?.seen[asked.origin] ?? 0) >= asked.seq;
  return ticket.turns.find((turn) => turn.reply !== null && covers(turn)) ?? null;
}

function responseOf(desk: Desk, ticket: Ticket, message: Message, turn: Turn): ChatResponse {
  const { reply } = turn;
  const handedOver = turn.from !== 'agent' || isHandoff(ticket, turn);
  return {
    conversationId: ticket.id,
    ticketId: handedOver || desk.keepsAnsweredTickets ? ticket.id : null,
    status: handedOver ? 'escalated' : 'answered',
    reply: readable(turn.text),
    confidence: reply?.confidence ?? 0,
    citations: [...(reply?.citations ?? [])],
    usage: reply?.usage ?? freeUsage,
    receipt: receiptOf(ticket, message, turn),
  };
}

/** The journey behind the agent's words says for good whether they came with an escalation. */
function isHandoff(ticket: Ticket, turn: Turn): boolean {
  const journey = ticket.journeys.get(turn.reply?.receipt?.journeyId ?? '');
  return journey?.ended?.outcome === 'escalated';
}

const unclassified = { intent: 'unknown', confidence: 0, urgency: 'normal' } as const;

function receiptOf(ticket: Ticket, message: Message, turn: Turn | null): ChatResponse['receipt'] {
  const receipt = turn?.reply?.receipt;
  if (receipt) return { ...receipt, classifier: receipt.classifier ?? unclassified };
  const journeyId = journeyIdOf(ticket.id, message.eventId);
  return {
    journeyId,
    steps: [],
    classifier: unclassified,
    model: 'none',
    promptHash: null,
    articles: [],
  };
}

const withPeople =
  'Your message is with our people now. One of them answers you here; nothing you wrote is lost.';

/** What is said while a person has the ticket and has not answered yet. */
function waiting(ticket: Ticket, message: Message): ChatResponse {
  return {
    conversationId: ticket.id,
    ticketId: ticket.id,
    status: 'escalated',
    reply: withPeople,
    confidence: 0,
    citations: [],
    usage: freeUsage,
    receipt: receiptOf(ticket, message, null),
  };
}
