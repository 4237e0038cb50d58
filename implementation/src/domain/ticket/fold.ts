import type { AnyEvent, TicketEvent } from './events.ts';
import { isKnown } from './events.ts';
import type { LogRecord, Seen } from './record.ts';
import { covers } from './record.ts';
import { readable } from './text.ts';
import type { Escalation, JourneyState, Resolution, Ticket, Turn } from './ticket.ts';
import { upcast } from './upcast.ts';
import type { TicketPriority, TicketStatus } from './vocabulary.ts';

/**
 * Raise this whenever folding the same records gives another ticket: snapshots are keyed by it.
 */
export const foldVersion = 3;

/** An event with the place it has in its log. */
export interface Entry {
  readonly event: AnyEvent;
  readonly origin: string;
  readonly seq: number;
  readonly index: number;
  readonly seen: Seen;
  readonly commandId: string;
}

/**
 * The ticket while it is being folded. `evolve` writes into it, which is what makes a log of 10,000
 * events cheap; from outside, `fold` is pure, because nobody else holds the draft.
 */
export interface TicketDraft {
  opened: boolean;
  id: string;
  subject: string;
  status: TicketStatus;
  snoozedUntil: number | null;
  escalated: boolean;
  escalation: Escalation | null;
  priority: TicketPriority;
  prioritySetByPerson: boolean;
  intent: string | null;
  assignee: string | null;
  tagAdds: { tag: string; origin: string; seq: number }[];
  customer: Ticket['customer'];
  channel: Ticket['channel'];
  createdAt: number;
  updatedAt: number;
  partial: boolean;
  turns: Turn[];
  journeys: Map<string, JourneyState>;
  resolution: Ticket['resolution'];
  resolutions: Resolution[];
  personReplied: boolean;
  /** Per origin, the newest record with a customer's message. */
  customerSeq: Record<string, number>;
  /** Per origin, the newest record after which an older draft would talk past somebody. */
  overtakings: Record<string, { seq: number; type: string }>;
}

export function emptyDraft(id: string): TicketDraft {
  return {
    opened: false,
    id,
    subject: '',
    status: 'new',
    snoozedUntil: null,
    escalated: false,
    escalation: null,
    priority: 'normal',
    prioritySetByPerson: false,
    intent: null,
    assignee: null,
    tagAdds: [],
    customer: {},
    channel: 'api',
    createdAt: 0,
    updatedAt: 0,
    partial: false,
    turns: [],
    journeys: new Map(),
    resolution: null,
    resolutions: [],
    personReplied: false,
    customerSeq: {},
    overtakings: {},
  };
}

/** A customer's message that this event's author had not read: what it decided does not cover it. */
function leavesUnread(draft: TicketDraft, seen: Seen): boolean {
  for (const origin in draft.customerSeq) {
    if (!covers(seen, origin, draft.customerSeq[origin] ?? 0)) return true;
  }
  return false;
}

function setStatus(draft: TicketDraft, status: TicketStatus, until: number | null = null): void {
  draft.status = status;
  draft.snoozedUntil = status === 'snoozed' ? until : null;
  if (status !== 'resolved') draft.resolution = null;
}

type Apply<Type extends TicketEvent['type']> = (
  draft: TicketDraft,
  event: Extract<TicketEvent, { type: Type }>,
  entry: Entry,
) => void;

function turnOf(
  event: Extract<TicketEvent, { type: 'message.received' | 'reply.posted' }>,
  entry: Entry,
): Turn {
  const { origin, seq, seen } = entry;
  const reply =
    event.type === 'reply.posted'
      ? {
          seen,
          causedBy: event.causedBy,
          confidence: event.data.confidence,
          citations: event.data.citations,
          options: event.data.options ?? [],
          usage: event.data.usage,
          receipt: event.data.receipt,
        }
      : null;
  const isMessage = event.type === 'message.received';
  const from = isMessage ? 'customer' : event.actor.kind;
  const automatic = isMessage && event.data.automatic === true;
  const { id: eventId, time } = event;
  return { eventId, from, text: event.data.text, time, automatic, origin, seq, reply };
}

const apply: { readonly [Type in TicketEvent['type']]: Apply<Type> } = {
  'ticket.opened'(draft, { data, time }) {
    if (draft.opened) return;
    draft.opened = true;
    draft.subject = data.subject;
    draft.channel = data.channel;
    draft.customer = data.customer;
    draft.createdAt = time;
  },
  'message.received'(draft, event, entry) {
    draft.turns.push(turnOf(event, entry));
    draft.customerSeq[entry.origin] = Math.max(draft.customerSeq[entry.origin] ?? 0, entry.seq);
    if (draft.status !== 'new') setStatus(draft, 'open');
    if (draft.subject === '') draft.subject = firstLine(readable(event.data.text));
  },
  'reply.posted'(draft, event, entry) {
    draft.turns.push(turnOf(event, entry));
    if (event.actor.kind === 'person') draft.personReplied = true;
    // A reply that had not read the newest message does not stop the customer's waiting.
    if (leavesUnread(draft, entry.seen)) setStatus(draft, 'open');
    else if (draft.status !== 'resolved') setStatus(draft, 'pending');
  },
  'note.added'() {},
  'ticket.classified'(draft, { data }) {
    draft.intent = data.intent;
    if (!draft.prioritySetByPerson) draft.priority = data.urgency;
  },
  'ticket.escalated'(draft, { data, time }) {
    draft.escalated = true;
    draft.escalation = { reason: data.reason, packet: data.packet, time };
    setStatus(draft, 'open');
  },
  'ticket.assigned'(draft, { data }) {
    draft.assignee = data.assignee;
    if (draft.status === 'new') setStatus(draft, 'open');
  },
  'status.changed'(draft, { data }, entry) {
    if (data.status === 'resolved') {
      if (leavesUnread(draft, entry.seen)) return;
      setStatus(draft, 'resolved');
      draft.resolution = data.resolution ?? 'person';
      draft.escalated = false;
      draft.personReplied = false;
    } else {
      setStatus(draft, data.status, data.until ?? null);
    }
  },
  'priority.changed'(draft, { data, actor }) {
    draft.priority = data.priority;
    draft.prioritySetByPerson = actor.kind === 'person';
  },
  'tag.added'(draft, { data }, { origin, seq }) {
    draft.tagAdds.push({ tag: data.tag, origin, seq });
  },
  'tag.removed'(draft, { data }, { seen }) {
    // Only additions that the remover had read go; one made elsewhere meanwhile stays.
    draft.tagAdds = draft.tagAdds.filter(
      (add) => add.tag !== data.tag || !covers(seen, add.origin, add.seq),
    );
  },
  'journey.started'(draft, { data }) {
    const known = draft.journeys.get(data.journeyId);
    if (known && (known.ended || known.attempt >= data.attempt)) return;
    draft.journeys.set(data.journeyId, {
      id: data.journeyId,
      cause: data.cause,
      attempt: data.attempt,
      until: data.until,
      ended: null,
    });
  },
  'journey.ended'(draft, { data }) {
    const known = draft.journeys.get(data.journeyId);
    if (!known || known.ended) return;
    const ended = { outcome: data.outcome, because: data.because ?? null };
    draft.journeys.set(data.journeyId, { ...known, ended });
  },
};

/** The first line that says something, for a ticket that came without a subject. */
export function firstLine(text: string): string {
  const line = text.trimStart().split('\n', 1)[0]?.trim() ?? '';
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`;
}

/** Events after which a draft made without them would talk past somebody. */
const overtaking: ReadonlySet<string> = new Set<TicketEvent['type']>([
  'message.received',
  'reply.posted',
  'ticket.assigned',
  'ticket.escalated',
  'status.changed',
]);

/** A machine's message is answered by nobody, so it must not cost the customer an answer either. */
const overtakes = (event: TicketEvent): boolean =>
  overtaking.has(event.type) && !(event.type === 'message.received' && event.data.automatic);

function noteOvertaking(draft: TicketDraft, { origin, seq, event }: Entry): void {
  const known = draft.overtakings[origin];
  if (!known || known.seq <= seq) draft.overtakings[origin] = { seq, type: event.type };
}

/** Keeps what became of each resolution: a figure that forgot those taken back would flatter. */
function noteResolution(draft: TicketDraft, wasResolved: boolean, event: TicketEvent): void {
  const { status, resolution: kind, resolutions } = draft;
  const last = resolutions.at(-1);
  if (status !== 'resolved' || kind === null) {
    const reopened = { at: event.time, by: event.id };
    if (wasResolved && last) resolutions.splice(-1, 1, { ...last, reopened });
    return;
  }
  if (event.type !== 'status.changed') return;
  if (wasResolved && last) {
    resolutions.splice(-1, 1, { ...last, kind });
  } else if (last?.reopened && kind === 'confirmed' && last.reopened.by === event.causedBy) {
    // The message that reopened it was thanks. What a person resolved stays that person's.
    const confirmed = last.kind === 'person' ? last.kind : kind;
    resolutions.splice(-1, 1, { ...last, kind: confirmed, reopened: null });
  } else {
    resolutions.push({ kind, at: event.time, reopened: null });
  }
}

/** Applies one event. What makes no sense where it lands stays in history without effect. */
export function evolve(draft: TicketDraft, entry: Entry): TicketDraft {
  const event = upcast(entry.event);
  const known = isKnown(event);
  if (!known || overtakes(event)) noteOvertaking(draft, entry);
  if (!known) {
    draft.partial = true;
    return draft;
  }
  if (!draft.opened && event.type !== 'ticket.opened') return draft;
  draft.updatedAt = Math.max(draft.updatedAt, event.time);
  const wasResolved = draft.status === 'resolved';
  (apply[event.type] as Apply<TicketEvent['type']>)(draft, event, entry);
  noteResolution(draft, wasResolved, event);
  return draft;
}

/** The order in which every reader of the same records applies them. */
export function compareEntries(left: Entry, right: Entry): number {
  return (
    left.event.time - right.event.time ||
    (left.origin < right.origin ? -1 : left.origin > right.origin ? 1 : 0) ||
    left.seq - right.seq ||
    left.index - right.index
  );
}

export function entriesOf(records: Iterable<LogRecord>): Entry[] {
  const entries: Entry[] = [];
  for (const { origin, seq, seen, commandId, events } of records) {
    for (const [index, event] of events.entries()) {
      entries.push({ event, origin, seq, index, seen, commandId });
    }
  }
  return entries;
}
