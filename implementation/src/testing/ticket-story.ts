import type { Actor } from '#src/domain/ticket/actor.ts';
import type { EventData, EventType, NewEvent } from '#src/domain/ticket/events.ts';
import { eventTypes } from '#src/domain/ticket/events.ts';
import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import { seenOf } from '#src/domain/ticket/record.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import { fold } from '#src/domain/ticket/snapshot.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';

export const customer: Actor = { kind: 'customer' };
export const ada: Actor = { kind: 'person', id: 'ada' };
export const agent: Actor = { kind: 'agent' };

export function anEvent<Type extends EventType>(
  type: Type,
  data: EventData<Type>,
  actor: Actor = ada,
  causedBy: string | null = null,
): NewEvent {
  return { type, actor, data, causedBy } as NewEvent;
}

export const aMessage = (text: string) => anEvent('message.received', { text }, customer);

export const aReply = (text: string, actor: Actor = ada, causedBy: string | null = null) =>
  anEvent(
    'reply.posted',
    { text, confidence: null, citations: [], usage: null, receipt: null },
    actor,
    causedBy,
  );

export interface Circumstances {
  /** The site that wrote it; `home` unless told. */
  readonly origin?: string;
  /** What its author had read; everything so far unless told. */
  readonly seen?: Seen;
  /** By the author's clock; one later than the newest unless told. */
  readonly time?: number;
  readonly commandId?: string;
}

/** A ticket's log as it is told in a test: what happened, where, and who had read what by then. */
export class TicketStory {
  readonly records: LogRecord[] = [];
  #time = 1_000;

  /** A ticket that a customer just opened with a message. */
  static opened(text = 'It does not start.'): TicketStory {
    const details = { subject: 'Help', channel: 'chat', customer: { name: 'Bo' } } as const;
    const opening = anEvent('ticket.opened', details, customer);
    return new TicketStory().and([opening, aMessage(text)]);
  }

  /** Somebody appends these events at once. */
  and(events: readonly NewEvent[], circumstances: Circumstances = {}): this {
    const { origin = 'home', seen = this.seen } = circumstances;
    this.#time = circumstances.time ?? this.#time + 1;
    const time = this.#time;
    const seq = (this.seen[origin] ?? 0) + 1;
    const commandId = circumstances.commandId ?? `${origin}-${seq}`;
    this.records.push({
      tenant: 'tenant',
      subject: 'ticket-1',
      origin,
      seq,
      seen,
      commandId,
      commandHash: 'hash',
      events: events.map((event, index) => {
        const { version } = eventTypes[event.type];
        return { ...event, id: `${commandId}.${index}`, time, version };
      }),
    });
    return this;
  }

  get seen(): Seen {
    return seenOf(this.records);
  }

  get snapshot(): Snapshot {
    return fold('ticket-1', this.records);
  }

  get ticket(): Ticket {
    const { ticket } = this.snapshot;
    if (!ticket) throw new Error('the story has no opened ticket');
    return ticket;
  }
}
