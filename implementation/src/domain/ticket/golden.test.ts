import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anEvent, customer } from '#src/testing/ticket-story.ts';
import type { AnyEvent } from './events.ts';
import { eventTypes, isKnown } from './events.ts';
import type { LogRecord } from './record.ts';
import { fold } from './snapshot.ts';
import { upcast } from './upcast.ts';

/**
 * One file per event type and schema version, as the release that introduced it wrote such events,
 * with what a ticket made of them. A file is never edited: when a schema changes, its version grows,
 * the new version gets a file, and an upcaster keeps the old one readable. A field that came later
 * and may be left out changes no version: it has a file of its own beside.
 */
interface Golden {
  /** Between them they use every field and every value of the schema's closed sets. */
  readonly events: readonly AnyEvent[];
  /** Part of the ticket after an opening and these events. */
  readonly ticket: Readonly<Record<string, unknown>>;
}

const folder = new URL('./golden/', import.meta.url);
const types = Object.entries(eventTypes);
const laterFields = [{ type: 'reply.posted', version: 1, field: 'options' }];
const wanted = types
  .flatMap(([type, { version }]) =>
    Array.from({ length: version }, (_, index) => ({ type, version: index + 1, field: '' })),
  )
  .concat(laterFields);

type Wanted = (typeof wanted)[number];
const nameOf = ({ type, version, field }: Wanted) =>
  [type, `v${version}`, field, 'json'].filter((part) => part !== '').join('.');

const read = (one: Wanted) =>
  JSON.parse(readFileSync(new URL(nameOf(one), folder), 'utf8')) as Golden;

function recordsOf(type: string, events: readonly AnyEvent[]): LogRecord[] {
  const details = { subject: 'Help', channel: 'chat', customer: {} } as const;
  const opened = anEvent('ticket.opened', details, customer);
  const opening = { ...opened, id: 'event-0', version: 1, time: 1_700_000_000_000 } as AnyEvent;
  const all = type === 'ticket.opened' ? [events] : [[opening], events];
  return all.map((some, index) => ({
    tenant: 'tenant',
    subject: 'ticket-1',
    origin: 'home',
    seq: index + 1,
    seen: index > 0 ? { home: index } : {},
    commandId: `command-${index}`,
    commandHash: 'hash',
    events: some,
  }));
}

describe('golden files of events', () => {
  it('are there for every type and schema version, and for nothing else', () => {
    const names = wanted.map(nameOf);
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  it.each(wanted)('$type, version $version $field, is read by the schema of today', (one) => {
    const { type, version } = one;
    const { events } = read(one);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatchObject({ type, version });
      const current = upcast(event);
      expect(isKnown(current)).toBe(true);
      const schema = eventTypes[type as keyof typeof eventTypes].data;
      const result = schema.safeParse(current.data);
      expect(result.success ? null : result.error.message).toBeNull();
      // Nothing of what was stored goes unread.
      expect(result.data).toEqual(current.data);
    }
  });

  it.each(wanted)('$type, version $version $field, folds to the ticket it always did', (one) => {
    const { events, ticket } = read(one);
    const folded = fold('ticket-1', recordsOf(one.type, events)).ticket;
    expect(folded?.partial).toBe(false);
    expect(folded).toMatchObject(ticket);
  });
});
