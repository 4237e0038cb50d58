import { describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import { createGate } from '#src/testing/scenarios/gate.ts';
import { openCommand } from '#src/testing/ticket-histories.ts';
import { testContext as context } from '#src/testing/ticket-logs.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { BlobStore } from '../blob-store/blob-store.ts';
import { createInMemoryBlobStore } from '../blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from './drivers/in-memory.ts';
import { EventLog } from './event-log.ts';
import { TicketLog } from './ticket-log.ts';

const message: Command = { type: 'receive_message', actor: { kind: 'customer' }, text: 'And?' };

/** A ticket log that alone writes to a store, whose next call of a kind can be held. */
function aSoleWriter(options: { readonly cachedRecords?: number } = {}) {
  const driver = createInMemoryEventLog();
  const { createIfAbsent, read } = driver;
  const hold = (call: 'createIfAbsent' | 'read') => {
    const gate = createGate();
    if (call === 'read') {
      driver.read = async (...where) => {
        driver.read = read;
        const found = await read(...where);
        await gate.pass();
        return found;
      };
    } else {
      driver.createIfAbsent = async (record) => {
        driver.createIfAbsent = createIfAbsent;
        await gate.pass();
        return createIfAbsent(record);
      };
    }
    return gate;
  };
  const blobs = new BlobStore(createInMemoryBlobStore());
  const log = new EventLog({ driver, blobs, clock: createVirtualClock(), site: 'site' });
  return { hold, tickets: new TicketLog(log, { soleWriter: true, ...options }) };
}

describe('a ticket that is dropped', () => {
  it('is unknown from then on, to readers and to authors', async () => {
    const { tickets } = aSoleWriter();
    await tickets.execute(context, 'ticket', 'open', openCommand);
    expect(tickets.forget(context, 'ticket', { site: 1 })).toHaveLength(1);
    expect(tickets.peek(context, 'ticket')).toBeNull();
    expect((await tickets.read(context, 'ticket')).ticket).toBeNull();
    const refused = await tickets.execute(context, 'ticket', 'more', message);
    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(await tickets.execute(context, 'ticket', 'open', openCommand)).toMatchObject({
      outcome: 'appended',
    });
  });

  it('stays where its log holds more than its dropper had seen', async () => {
    const { tickets } = aSoleWriter();
    await tickets.execute(context, 'ticket', 'open', openCommand);
    const { seen } = await tickets.read(context, 'ticket');
    await tickets.execute(context, 'ticket', 'more', message);
    expect(tickets.forget(context, 'ticket', seen)).toBeNull();
    expect((await tickets.read(context, 'ticket')).ticket?.turns).toHaveLength(2);
  });

  it('stays while somebody appends to it: what is written is never lost', async () => {
    const { hold, tickets } = aSoleWriter();
    await tickets.execute(context, 'ticket', 'open', openCommand);
    const gate = hold('createIfAbsent');
    const appending = tickets.execute(context, 'ticket', 'more', message);
    await gate.reached;
    expect(tickets.forget(context, 'ticket', { site: 1 })).toBeNull();
    gate.open();
    expect(await appending).toMatchObject({ outcome: 'appended' });
    expect((await tickets.read(context, 'ticket')).ticket?.turns).toHaveLength(2);
    expect(tickets.forget(context, 'ticket', { site: 2 })).toHaveLength(2);
  });

  it('stays while somebody reads it: no memory of it outlives it', async () => {
    const { hold, tickets } = aSoleWriter({ cachedRecords: 1 });
    await tickets.execute(context, 'ticket', 'open', openCommand);
    await tickets.execute(context, 'other', 'open', openCommand);
    expect(tickets.peek(context, 'ticket')).toBeNull();
    const gate = hold('read');
    const reading = tickets.read(context, 'ticket');
    await gate.reached;
    expect(tickets.forget(context, 'ticket', { site: 1 })).toBeNull();
    gate.open();
    expect((await reading).ticket?.id).toBe('ticket');
    expect(tickets.forget(context, 'ticket', { site: 1 })).toHaveLength(1);
    expect((await tickets.read(context, 'ticket')).ticket).toBeNull();
  });

  it('goes also where a call about it failed', async () => {
    const { tickets } = aSoleWriter();
    await tickets.execute(context, 'ticket', 'open', openCommand);
    const again = tickets.execute(context, 'ticket', 'open', message);
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    expect(tickets.forget(context, 'ticket', { site: 1 })).toHaveLength(1);
  });
});
