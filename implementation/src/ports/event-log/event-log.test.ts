import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '#src/domain/ticket/events.ts';
import { inlineTextBytes } from '#src/domain/ticket/text.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import { createFileBlobStore } from '#src/ports/blob-store/drivers/files.ts';
import { testContext as context } from '#src/testing/ticket-logs.ts';
import { ada, aMessage, anEvent } from '#src/testing/ticket-story.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { EventLogDriver } from './driver.ts';
import { createInMemoryEventLog } from './drivers/in-memory.ts';
import type { AppendRequest } from './event-log.ts';
import { EventLog } from './event-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aLog(driver: EventLogDriver = createInMemoryEventLog()) {
  const clock = createVirtualClock(5_000);
  const blobs = new BlobStore(createFileBlobStore(folder));
  return { blobs, clock, log: new EventLog({ driver, blobs, clock, site: 'home' }) };
}

const request = (fields: Partial<AppendRequest>): AppendRequest => ({
  subject: 'ticket-1',
  commandId: 'command-1',
  commandHash: 'hash',
  seen: {},
  latestTime: 0,
  events: [aMessage('Hello?')],
  ...fields,
});

describe('appending to a log', () => {
  it('gives the record its place, its time, and events named by the command', async () => {
    const { log } = aLog();
    const first = await log.append(context, request({}));
    expect(first).toMatchObject({ tenant: 'tenant', origin: 'home', seq: 1, seen: {} });
    expect(first?.events).toMatchObject([{ time: 5_000, version: 1, type: 'message.received' }]);
    const again = await aLog().log.append(context, request({ subject: 'ticket-2' }));
    expect(again?.events[0]?.id).toBe(first?.events[0]?.id);
    expect(await log.append(context, request({ commandId: 'command-2' }))).toBeNull();
  });

  it('is later than everything that its author had read, also by a clock that went back', async () => {
    const { log, clock } = aLog();
    clock.setWallClock(1_000);
    const record = await log.append(
      context,
      request({ seen: { home: 4, away: 2 }, latestTime: 9_000 }),
    );
    expect(record).toMatchObject({ seq: 5, events: [{ time: 9_001 }] });
  });

  it('refuses events that break their schema, and writes none of them', async () => {
    const { log } = aLog();
    const unsound = [
      anEvent('tag.added', { tag: 'two words' }),
      anEvent('ticket.assigned', { assignee: '' }),
      { ...aMessage('Hello?'), type: 'made.up' } as unknown as NewEvent,
      { ...aMessage('Hello?'), data: { text: 'Hello?', more: 1 } } as unknown as NewEvent,
    ];
    for (const event of unsound) {
      const events: NewEvent[] = [aMessage('sound'), event];
      await expect(log.append(context, request({ events }))).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
    expect(await log.read(context, 'ticket-1')).toEqual([]);
  });

  it('keeps a text above 32 KiB in the blob store, and names it in the event', async () => {
    const { log, blobs } = aLog();
    const short = 'é'.repeat(inlineTextBytes / 2);
    const long = `${'🙂'.repeat(inlineTextBytes / 4)}!`;
    const events = [aMessage(short), aMessage(long), anEvent('note.added', { text: long }, ada)];
    const record = await log.append(context, request({ events }));
    const texts = record?.events.map(({ data }) => (data as { text: unknown }).text) ?? [];
    expect(texts[0]).toBe(short);
    const reference = texts[1] as { blob: string; bytes: number; preview: string };
    expect(reference).toMatchObject({ bytes: inlineTextBytes + 1 });
    expect(reference.preview.isWellFormed()).toBe(true);
    expect(long.startsWith(reference.preview)).toBe(true);
    expect(texts[2]).toEqual(reference);
    expect(await blobs.getText(context, reference.blob)).toBe(long);
  });

  it('writes no event whose text the blob store could not keep', async () => {
    const driver = createInMemoryEventLog();
    const failing = createFileBlobStore('/dev/null/blobs');
    const clock = createVirtualClock();
    const log = new EventLog({ driver, blobs: new BlobStore(failing), clock, site: 'home' });
    const events = [aMessage('x'.repeat(inlineTextBytes + 1))];
    await expect(log.append(context, request({ events }))).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(await driver.read('tenant', 'ticket-1', {})).toEqual([]);
  });
});

describe('reading a log', () => {
  it('never gives a record of another tenant or log, whatever the driver returns', async () => {
    const driver = createInMemoryEventLog();
    const { log } = aLog(driver);
    await log.append(context, request({}));
    const confused: EventLogDriver = {
      ...driver,
      read: () => driver.read('tenant', 'ticket-1', {}),
    };
    const stranger = createContext({ tenant: 'other', requestId: 'request' });
    expect(await log.read(stranger, 'ticket-1')).toEqual([]);
    const { log: leaking } = aLog(confused);
    for (const [who, subject] of [
      [stranger, 'ticket-1'],
      [context, 'ticket-2'],
    ] as const) {
      await expect(leaking.read(who, subject)).rejects.toMatchObject({ code: 'data_corrupt' });
    }
  });
});
