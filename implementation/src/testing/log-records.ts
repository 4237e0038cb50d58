import type { AnyEvent } from '#src/domain/ticket/events.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';

/** A record as some author at `origin` would write it, with one small event. */
export function aRecord(fields: Partial<LogRecord> & Pick<LogRecord, 'subject'>): LogRecord {
  const { subject, origin = 'site', seq = 1, tenant = 'tenant' } = fields;
  const name = `${tenant}/${subject}/${origin}/${seq}`;
  const event: AnyEvent = {
    id: `event-${name}`,
    type: 'tag.added',
    version: 1,
    time: 1_700_000_000_000 + seq,
    actor: { kind: 'system' },
    data: { tag: `tag-${seq}` },
    causedBy: null,
  };
  return {
    tenant,
    origin,
    seq,
    seen: seq > 1 ? { [origin]: seq - 1 } : {},
    commandId: `command-${name}`,
    commandHash: 'hash',
    events: [event],
    ...fields,
  };
}
