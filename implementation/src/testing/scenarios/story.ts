import type { AnyEvent, Receipt } from '#src/domain/ticket/events.ts';
import { isKnown } from '#src/domain/ticket/events.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { fold } from '#src/domain/ticket/snapshot.ts';
import type { Text } from '#src/domain/ticket/text.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';

/**
 * A log as lines to compare: actor, type, what matters of the data, and what caused it. An event
 * that stands in the same record as the line before begins with `+`. Messages are numbered, since
 * their ids are hashes; anything that does not fit together is told by its raw id.
 */
export function storyOf(ticketId: string, records: readonly LogRecord[]): string[] {
  const names = new Map<string, string>();
  const inOrder = [...records].sort((left, right) => left.seq - right.seq);
  const events = inOrder.flatMap((record) => record.events);
  for (const event of events) {
    if (event.type === 'message.received') names.set(event.id, `message ${names.size + 1}`);
  }
  assertSound(ticketId, inOrder);
  return inOrder.flatMap((record) =>
    record.events.map((event, index) => {
      const cause = event.causedBy === null ? '' : ` <- ${nameOf(names, event.causedBy)}`;
      const essence = essenceOf(event, ticketId);
      return `${index > 0 ? '+' : ''}${event.actor.kind} ${event.type}${essence}${cause}`;
    }),
  );
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id;

/** What must hold in every log, whatever happened. */
function assertSound(ticketId: string, records: readonly LogRecord[]): void {
  const ids = new Set<string>();
  let latest = 0;
  for (const [index, { seq, events }] of records.entries()) {
    if (seq !== index + 1) throw new Error(`record ${index + 1} has the number ${seq}`);
    for (const { id, time } of events) {
      if (ids.has(id)) throw new Error(`event ${id} is there twice`);
      ids.add(id);
      if (time < latest) throw new Error(`event ${id} is older than the one before`);
    }
    latest = (events[0]?.time ?? 0) + 1;
  }
  for (const journey of fold(ticketId, records).ticket?.journeys.values() ?? []) {
    if (journey.id === journeyIdOf(ticketId, journey.cause)) continue;
    throw new Error(`journey ${journey.id} is not named after its cause ${journey.cause}`);
  }
}

function essenceOf(event: AnyEvent, ticketId: string): string {
  if (!isKnown(event)) return ` ${JSON.stringify(event.data)}`;
  switch (event.type) {
    case 'ticket.opened':
      return ` ${event.data.channel} ${quoted(event.data.subject)}`;
    case 'message.received':
      return ` ${shown(event.data.text)}${event.data.automatic ? ' automatic' : ''}`;
    case 'reply.posted': {
      const { text, confidence, citations, options, usage, receipt } = event.data;
      if (event.actor.kind !== 'agent') return ` ${shown(text)}`;
      const cited = citations.map((one) => one.articleId).join(' ') || 'nothing';
      const asking = options ? ` asking ${options.map((one) => one.articleId).join(' ')}` : '';
      const paid = usage && usage.costUsd > 0 ? ` for ${usage.costUsd} USD` : '';
      const way = ` (${wayOf(receipt, ticketId, event.causedBy)})`;
      return ` ${shown(text)} ${confidence} citing ${cited}${asking}${paid}${way}`;
    }
    case 'ticket.classified':
      return ` ${event.data.intent} ${event.data.confidence} ${event.data.urgency}`;
    case 'ticket.escalated':
      return ` ${event.data.reason}: ${quoted(event.data.packet.wants)}`;
    case 'journey.started':
      return ` ${event.data.attempt}`;
    case 'journey.ended':
      return ` ${event.data.outcome}: ${event.data.because}`;
    default:
      return ` ${Object.values(event.data).map(String).join(' ')}`;
  }
}

/** The steps behind a reply, without the ones that every journey has. */
function wayOf(receipt: Receipt | null, ticketId: string, cause: string | null): string {
  if (!receipt) return 'no receipt';
  if (receipt.journeyId !== journeyIdOf(ticketId, cause ?? '')) return receipt.journeyId;
  return receipt.steps.map(({ name, outcome }) => `${name} ${outcome}`).join(', ');
}

const quoted = (text: string) => JSON.stringify(text);

const shown = (text: Text) =>
  typeof text === 'string'
    ? quoted(text.length > 200 ? `${text.slice(0, 20)}… ${text.length}` : text)
    : `blob of ${text.bytes} bytes`;
