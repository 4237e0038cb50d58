import { describe, expect, it } from 'vitest';
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
  const { replace } = store;
  store.replace = async (rows) => {
    await replace(rows);
    stored.push(rows.map((row) => row.id));
  };
  const told: TicketRow[] = [];
  const projector = new Projector({
    tickets,
    store,
    onRows: (rows) => told.push(...rows),
  });
  const open = (id: string) => tickets.execute(context, id, `open ${id}`, openCommand);
  return { driver, open, projector, store, stored, tickets, told };
}

describe('the projector', () => {
  it('writes a row for each ticket that it is told of, in one go, and returns them', async () => {
    const { open, projector, store, stored, told } = aProjector();
    const ids = ['ticket-1', 'ticket-2', 'ticket-3'];
    for (const id of ids) await open(id);
    const rows = await projector.project(context, ids.slice(0, 2));
    expect(rows.map((row) => row.id)).toEqual(['ticket-1', 'ticket-2']);
    expect(stored).toEqual([['ticket-1', 'ticket-2']]);
    expect(told).toEqual(rows);
    expect(await store.get('tenant', 'ticket-3')).toBeNull();
  });

  it('makes a row of the ticket as it is now, whatever it was when somebody told of it', async () => {
    const { open, projector, store, tickets } = aProjector();
    await open('ticket-1');
    const first = projector.project(context, ['ticket-1']);
    const tag = { type: 'add_tag', actor: { kind: 'person' }, tag: 'vip' } as const;
    await tickets.execute(context, 'ticket-1', 'tag', tag);
    await first;
    await projector.project(context, ['ticket-1']);
    expect(await store.get('tenant', 'ticket-1')).toMatchObject({ tags: ['vip'] });
  });

  it('fails where the list cannot be written, and catches up afterwards', async () => {
    const { open, projector, store, told } = aProjector();
    await open('ticket-1');
    const { replace } = store;
    store.replace = () => Promise.reject(new SupportError('unavailable', 'Away.'));
    const away = { code: 'unavailable' };
    await expect(projector.project(context, ['ticket-1'])).rejects.toMatchObject(away);
    await expect(projector.catchUp()).rejects.toMatchObject(away);
    expect(told).toEqual([]);
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

  it('ends early where it is over, and goes on from there the next time', async () => {
    const { open, projector, stored } = aProjector();
    for (let index = 0; index < 1_100; index += 1) await open(`ticket-${index}`);
    await projector.catchUp(() => stored.length > 0);
    expect(stored.map((batch) => batch.length)).toEqual([500]);
    await projector.catchUp(() => true);
    await projector.catchUp();
    expect(stored.map((batch) => batch.length)).toEqual([500, 500, 100]);
  });

  it('lists all others where one ticket is refused for good, says which, and does not stay there', async () => {
    const { driver, open, projector, store, stored } = aProjector();
    for (let index = 0; index < 600; index += 1) await open(`ticket-${index}`);
    const { read } = driver;
    driver.read = (tenant, subject, after) =>
      subject === 'ticket-7'
        ? Promise.reject(new SupportError('data_corrupt', 'It is torn.'))
        : read(tenant, subject, after);
    await expect(projector.catchUp()).rejects.toMatchObject({
      code: 'data_corrupt',
      message: expect.stringContaining('ticket-7'),
    });
    expect((await store.totals('tenant')).tickets).toBe(599);
    const count = stored.length;
    await projector.catchUp();
    expect(stored).toHaveLength(count);
  });

  it('stays where it is while nothing can be listed, and where a failure may pass', async () => {
    const { open, projector, store } = aProjector();
    for (const id of ['ticket-1', 'ticket-2']) await open(id);
    const { replace } = store;
    const denied = new SupportError('permission_denied', 'Read only.');
    store.replace = () => Promise.reject(denied);
    await expect(projector.catchUp()).rejects.toMatchObject({ code: 'permission_denied' });
    const away = new SupportError('unavailable', 'Away.');
    store.replace = (rows) => {
      if (rows.length > 1) return Promise.reject(denied);
      return rows[0]?.id === 'ticket-2' ? Promise.reject(away) : replace(rows);
    };
    await expect(projector.catchUp()).rejects.toMatchObject({ code: 'unavailable' });
    store.replace = replace;
    await projector.catchUp();
    expect((await store.totals('tenant')).tickets).toBe(2);
  });

  it('goes on where the projector before it stopped', async () => {
    const { driver, open, projector, store } = aProjector();
    await open('ticket-1');
    await projector.catchUp();
    await open('ticket-2');
    const next = new Projector({ tickets: aTicketLog(driver), store });
    const written: string[] = [];
    const { replace } = store;
    store.replace = async (rows) => {
      written.push(...rows.map((row) => row.id));
      await replace(rows);
    };
    await next.catchUp();
    expect(written).toEqual(['ticket-2']);
  });

  it('makes no row of a log that holds no ticket', async () => {
    const { projector, stored, told } = aProjector();
    expect(await projector.project(context, ['nothing'])).toEqual([]);
    expect([stored, told]).toEqual([[], []]);
  });

  it('waits for whoever feeds it, and for nobody otherwise', async () => {
    const { store, tickets, projector } = aProjector();
    await projector.settled();
    let fed = false;
    const settled = async () => {
      fed = true;
    };
    await new Projector({ tickets, store, settled }).settled();
    expect(fed).toBe(true);
  });

  it('only reads where it has no log', async () => {
    const { store } = aProjector();
    const reader = new Projector({ tickets: null, store });
    expect(await reader.store.list('tenant', { sort: 'updated_desc', limit: 1 })).toEqual([]);
    await expect(reader.project(context, ['ticket-1'])).rejects.toThrow('only read');
    await expect(reader.catchUp()).rejects.toThrow('only read');
  });
});
