import type { CommandTrace } from './command-index.ts';
import { CommandIndex } from './command-index.ts';
import type { Entry, TicketDraft } from './fold.ts';
import { compareEntries, emptyDraft, entriesOf, evolve } from './fold.ts';
import type { LogRecord, Seen } from './record.ts';
import type { Ticket } from './ticket.ts';

/** A folded log: the ticket, and what is needed to go on folding where it ends. */
export interface Snapshot {
  readonly ticket: Ticket | null;
  readonly seen: Seen;
  readonly commands: CommandIndex;
  /** Time of the newest event in the log, milliseconds; 0 for an empty log. */
  readonly latestTime: number;
  readonly draft: TicketDraft;
  readonly last: Entry | null;
}

/**
 * Folds a set of records. Order and repetition of the records do not matter: duplicates of
 * `(origin, seq)` are dropped and the events are sorted by (time, origin, seq, index).
 */
export function fold(id: string, records: Iterable<LogRecord>): Snapshot {
  return extend(emptySnapshot(id), records) ?? emptySnapshot(id);
}

export function emptySnapshot(id: string): Snapshot {
  const draft = emptyDraft(id);
  return { ticket: null, seen: {}, commands: new CommandIndex(), latestTime: 0, draft, last: null };
}

/**
 * Adds records to a snapshot without folding its log again. Returns null where a new event sorts
 * before one already applied: then only a fold of the whole log is right.
 */
export function extend(snapshot: Snapshot, records: Iterable<LogRecord>): Snapshot | null {
  const fresh = new Map<string, LogRecord>();
  for (const record of records) {
    if ((snapshot.seen[record.origin] ?? 0) >= record.seq) continue;
    fresh.set(keyOf(record), record);
  }
  if (fresh.size === 0) return snapshot;
  const entries = entriesOf(fresh.values()).sort(compareEntries);
  const first = entries[0];
  if (snapshot.last && first && compareEntries(first, snapshot.last) < 0) return null;

  const draft = copyDraft(snapshot.draft);
  const seen = { ...snapshot.seen };
  for (const { origin, seq } of fresh.values()) seen[origin] = Math.max(seen[origin] ?? 0, seq);
  const added = new Map<string, CommandTrace>();
  for (const entry of entries) {
    const { commandId, origin, seq } = entry;
    let trace = snapshot.commands.get(commandId) ?? added.get(commandId);
    if (!trace) {
      trace = traceOf(fresh.get(keyOf(entry)), entry);
      added.set(commandId, trace);
    }
    // A command that two sites carried out, each before it heard of the other, counts once.
    if (trace.origin === origin && trace.seq === seq) evolve(draft, entry);
  }
  const commands = snapshot.commands.with(added);
  const last = entries.at(-1) ?? snapshot.last;
  const latestTime = Math.max(snapshot.latestTime, last?.event.time ?? 0);
  return { ticket: present(draft, seen), seen, commands, latestTime, draft, last };
}

const keyOf = ({ origin, seq }: { readonly origin: string; readonly seq: number }) =>
  `${origin}\n${seq}`;

function traceOf(record: LogRecord | undefined, { origin, seq }: Entry): CommandTrace {
  const eventIds = record?.events.map((event) => event.id) ?? [];
  return { hash: record?.commandHash ?? '', origin, seq, eventIds };
}

function copyDraft(draft: TicketDraft): TicketDraft {
  return {
    ...draft,
    tagAdds: draft.tagAdds.slice(),
    turns: draft.turns.slice(),
    resolutions: draft.resolutions.slice(),
    journeys: new Map(draft.journeys),
    customerSeq: { ...draft.customerSeq },
    overtakings: { ...draft.overtakings },
  };
}

function present(draft: TicketDraft, seen: Seen): Ticket | null {
  if (!draft.opened) return null;
  const { id, subject, status, snoozedUntil, escalated, escalation, priority, intent } = draft;
  const { assignee, customer, channel, createdAt, updatedAt, partial, turns, journeys } = draft;
  return {
    id,
    subject,
    status,
    snoozedUntil,
    escalated,
    escalation,
    priority,
    intent,
    assignee,
    tags: [...new Set(draft.tagAdds.map((add) => add.tag))].sort(),
    customer,
    channel,
    createdAt,
    updatedAt,
    seen,
    partial,
    turns,
    journeys,
    resolution: draft.resolution,
    resolutions: draft.resolutions,
    overtakings: draft.overtakings,
    ownedByPerson: draft.escalated || draft.personReplied || draft.assignee !== null,
  };
}
