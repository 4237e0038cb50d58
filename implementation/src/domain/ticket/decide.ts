import type { Actor } from './actor.ts';
import { systemActor } from './actor.ts';
import type { Command, Refusal, RefusalReason } from './commands.ts';
import type { EventData, EventType, NewEvent } from './events.ts';
import type { Seen } from './record.ts';
import { covers } from './record.ts';
import { silentAnswer } from './silence.ts';
import type { Ticket } from './ticket.ts';
import { lastCustomerTurn } from './ticket.ts';

export type Decision = readonly NewEvent[] | Refusal;

export const isRefusal = (decision: Decision): decision is Refusal => 'refused' in decision;

const refuse = (refused: RefusalReason, detail: string): Refusal => ({ refused, detail });

function event<Type extends EventType>(
  type: Type,
  actor: Actor,
  data: EventData<Type>,
  causedBy: string | null = null,
): NewEvent {
  return { type, actor, data, causedBy } as NewEvent;
}

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

function messageReceived(command: CommandOf<'open'> | CommandOf<'receive_message'>): NewEvent {
  const { actor, text, externalId, automatic } = command;
  return event('message.received', actor, {
    text,
    ...(externalId && { externalId }),
    ...(automatic && { automatic }),
  });
}

function open(ticket: Ticket | null, command: CommandOf<'open'>): Decision {
  if (ticket) return refuse('ticket_exists', `Ticket ${ticket.id} is already open.`);
  const { actor, subject, channel, customer } = command;
  return [event('ticket.opened', actor, { subject, channel, customer }), messageReceived(command)];
}

/**
 * A claim is granted once per cause. An expired one may be taken over; a cause that a newer message
 * of the customer overtook is left to that message's own journey.
 */
function startJourney(ticket: Ticket, command: CommandOf<'start_journey'>): Decision {
  const { journeyId, cause, now, until } = command;
  const known = ticket.journeys.get(journeyId);
  if (known?.ended) return refuse('journey_ended', `Journey ${journeyId} has ended.`);
  if (known && known.until > now) return refuse('journey_claimed', `Journey ${journeyId} runs.`);
  const newest = lastCustomerTurn(ticket);
  if (newest?.eventId !== cause) {
    return refuse('journey_superseded', `The newest message is ${newest?.eventId ?? 'none'}.`);
  }
  const attempt = (known?.attempt ?? 0) + 1;
  return [event('journey.started', systemActor, { journeyId, cause, attempt, until }, cause)];
}

/**
 * A journey ends with what it decided, where that still holds; otherwise it is dropped, and the log
 * says what overtook it.
 */
function endJourney(ticket: Ticket, command: CommandOf<'end_journey'>): Decision {
  const { journeyId, seen, outcome, because } = command;
  const known = ticket.journeys.get(journeyId);
  if (!known) return refuse('journey_not_claimed', `Journey ${journeyId} was not claimed.`);
  if (known.ended) return refuse('journey_ended', `Journey ${journeyId} has ended.`);
  const { cause } = known;
  const overtakenBy = overtakerOf(ticket, seen);
  if (overtakenBy !== null && command.events.length > 0) {
    const data = { journeyId, outcome: 'dropped' as const, because: overtakenBy };
    return [event('journey.ended', systemActor, data, cause)];
  }
  const ended = event('journey.ended', systemActor, { journeyId, outcome, because }, cause);
  return [...command.events, ended];
}

/** The ticket as it is now decides: whoever wrote, took it or replied meanwhile comes first. */
function assumeResolution(ticket: Ticket, { answer }: CommandOf<'assume_resolution'>): Decision {
  const silentAfter = silentAnswer(ticket)?.eventId ?? 'none';
  if (silentAfter !== answer) {
    return refuse('not_silent', `The answer that waits for the customer is ${silentAfter}.`);
  }
  const data = { status: 'resolved', resolution: 'assumed' } as const;
  return [event('status.changed', systemActor, data, answer)];
}

function onTicket(ticket: Ticket, command: Exclude<Command, { type: 'open' }>): Decision {
  const { type } = command;
  switch (type) {
    case 'receive_message':
      return [messageReceived(command)];
    case 'reply': {
      const data = { text: command.text, confidence: null, citations: [], usage: null };
      return [event('reply.posted', command.actor, { ...data, receipt: null })];
    }
    case 'add_note':
      return [event('note.added', command.actor, { text: command.text })];
    case 'assign': {
      if (ticket.assignee === command.assignee) return [];
      return [event('ticket.assigned', command.actor, { assignee: command.assignee })];
    }
    case 'change_status': {
      const { actor, status, until } = command;
      if (ticket.status === status && status !== 'snoozed') return [];
      return [event('status.changed', actor, { status, ...(until !== undefined && { until }) })];
    }
    case 'assume_resolution':
      return assumeResolution(ticket, command);
    case 'set_priority':
      return [event('priority.changed', command.actor, { priority: command.priority })];
    case 'add_tag': {
      if (ticket.tags.includes(command.tag)) return [];
      return [event('tag.added', command.actor, { tag: command.tag })];
    }
    case 'remove_tag': {
      if (!ticket.tags.includes(command.tag)) return [];
      return [event('tag.removed', command.actor, { tag: command.tag })];
    }
    case 'hand_off': {
      if (ticket.escalated) return refuse('already_escalated', 'A person already has it.');
      const { actor, reason, packet, note } = command;
      const notes = note ? [event('note.added', actor, { text: note })] : [];
      return [event('ticket.escalated', actor, { reason, packet }), ...notes];
    }
    case 'start_journey':
      return startJourney(ticket, command);
    case 'end_journey':
      return endJourney(ticket, command);
  }
}

/**
 * What a command does to a ticket: the events that follow from it, none where it is already so, or
 * a refusal. Pure: the same ticket and command always decide the same.
 */
export function decide(ticket: Ticket | null, command: Command): Decision {
  if (command.type === 'open') return open(ticket, command);
  if (!ticket) return refuse('ticket_not_found', 'There is no such ticket.');
  return onTicket(ticket, command);
}

/**
 * The type of an event after `seen` that a draft must not ignore, or null while the draft holds: a
 * tag, a note or a priority does not matter; a message, a reply, an assignment or a status does,
 * and so does anything this release cannot read.
 */
export function overtakerOf(ticket: Ticket, seen: Seen): string | null {
  for (const origin in ticket.overtakings) {
    const newest = ticket.overtakings[origin];
    if (newest && !covers(seen, origin, newest.seq)) return newest.type;
  }
  return null;
}
