import { describe, expect, it } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import { openCommand } from '#src/testing/ticket-histories.ts';
import { aTicketLog, testContext as context } from '#src/testing/ticket-logs.ts';
import { Projector } from './projector.ts';

const note = (text: string) => ({ type: 'add_note', actor: { kind: 'person' }, text }) as const;

function aProjector() {
  const driver = createInMemoryEventLog();
  const tickets = aTicketLog(driver);
  const store = createInMemoryProjectionStore();
  const stored: (readonly string[])[] = [];
  const warnings: string[] = [];
  const { replace } = store;
  store.replace = async (rows) => {
    await replace(rows);
    stored.push(rows.map((row) => row.id));
  };
  const told: TicketRow[] = [];
  const projector = new Projector({
    tickets,
    store,
    logger: { ...silentLogger, log: (_, message) => warnings.push(message) },
    onRows: (rows) => told.push(...rows),
  });
  const open = (id: string) => tickets.execute(context, id, `open ${id}`, openCommand);
  return { driver, open, projector, store, stored, tickets, told, warnings };
}

describe('the projector', () => {
  it('writes one row for a storm of bells about one ticket', async () => {
    const { open, projector, stored, told } = aProjector();
    await open('ticket-1');
    for (let ring = 0; ring < 1_000; ring += 1) projector.ring('tenant', 'ticket-1');
    await projector.settled();
    expect(stored).toEqual([['ticket-1']]);
    expect(told.map((row) => row.id)).toEqual(['ticket-1']);
  });

  it('writes many tickets in batches, each once', async () => {
    const { open, projector, stored } = aProjector();
    const ids = Array.from({ length: 150 }, (_, index) => `ticket-${index}`);
    for (const id of ids) await open(id);
    for (const id of [...ids, ...ids]) projector.ring('tenant', id);
    await projector.settled();
    expect(stored.map((batch) => batch.length)).toEqual([64, 64, 22]);
    expect(stored.flat().sort()).toEqual(ids.toSorted());
  });

  it('sees what changes while it is writing', async () => {
    const { open, projector, store, tickets } = aProjector();
    await open('ticket-1');
    projector.ring('tenant', 'ticket-1');
    await Promise.resolve();
    await tickets.execute(context, 'ticket-1', 'tag', {
      type: 'add_tag',
      actor: { kind: 'person' },
      tag: 'vip',
    });
    projector.ring('tenant', 'ticket-1');
    await projector.settled();
    expect(await store.get('tenant', 'ticket-1')).toMatchObject({ tags: ['vip'] });
  });

  it('finds by catching up what it could not write, and what no bell reported', async () => {
    const { open, projector, store, warnings } = aProjector();
    await open('ticket-1');
    const { replace } = store;
    store.replace = () => Promise.reject(new SupportError('unavailable', 'Away.'));
    projector.ring('tenant', 'ticket-1');
    await projector.settled();
    expect(warnings).toEqual(['the ticket list fell behind']);
    await expect(projector.catchUp()).rejects.toMatchObject({ code: 'unavailable' });
    store.replace = replace;
    await open('ticket-2');
    await projector.catchUp();
    for (const id of ['ticket-1', 'ticket-2']) {
      expect(await store.get('tenant', id)).toMatchObject({ id, status: 'new' });
    }
  });

  it('catches up with more changes than it reads at once, and only with new ones then', async () => {
    const { open, projector, store, stored, tickets } = aProjector();
    for (let index = 0; index < 1_100; index += 1) await open(`ticket-${index}`);
    await projector.catchUp();
    expect(stored.map((batch) => batch.length)).toEqual([500, 500, 100]);
    expect((await store.totals('tenant')).tickets).toBe(1_100);
    await tickets.execute(context, 'ticket-7', 'note', note('Seen.'));
    await projector.catchUp();
    await projector.catchUp();
    expect(stored.slice(3)).toEqual([['ticket-7']]);
  });

  it('goes on where the projector before it stopped', async () => {
    const { driver, open, projector, store } = aProjector();
    await open('ticket-1');
    await projector.catchUp();
    await open('ticket-2');
    const next = new Projector({ tickets: aTicketLog(driver), store, logger: silentLogger });
    const written: string[] = [];
    const { replace } = store;
    store.replace = async (rows) => {
      written.push(...rows.map((row) => row.id));
      await replace(rows);
    };
    await next.catchUp();
    expect(written).toEqual(['ticket-2']);
  });

  it('ignores bells for logs that hold no ticket', async () => {
    const { projector, stored, told, warnings } = aProjector();
    projector.ring('tenant', 'nothing');
    await projector.settled();
    expect([stored, told, warnings]).toEqual([[], [], []]);
  });
});
