import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { Projector } from '#src/projections/projector.ts';
import { answerTicket } from '#src/testing/answered-ticket.ts';
import { type DeskOnStores, openDeskOnStores } from '#src/testing/desk-on-stores.ts';
import { type OpenedStores, storeCases } from '#src/testing/event-log-cases.ts';
import { LogFaults } from '#src/testing/hosts/log-faults.ts';
import { aTicketLog } from '#src/testing/ticket-logs.ts';
import { createVirtualClock, type VirtualClock } from '#src/testing/virtual-clock.ts';
import { assumeAllResolutions } from './assume-all-resolutions.ts';

const dayMs = 86_400_000;
const context = createContext({ tenant: '', requestId: 'stroke' });

interface Event {
  readonly type: string;
  readonly actor: { readonly kind: string };
  readonly data: Readonly<Record<string, unknown>>;
}
interface Seen {
  readonly ticket: { readonly status: string };
  readonly events: readonly Event[];
}

const doorOf = ({ call, laptop }: DeskOnStores) => ({
  async asks(message: string, conversationId?: string): Promise<string> {
    const { status, json } = await call('/v1/chat', { body: { message, conversationId } });
    expect(status).toBe(200);
    await laptop.settled();
    return (json as { conversationId: string }).conversationId;
  },
  /** As an e-mail does: nobody waits for the answer. */
  async writes(body: string, id: string): Promise<void> {
    const { status } = await call(`/v1/tickets/${id}/messages`, {
      body: { from: 'customer', body },
    });
    expect(status).toBe(201);
  },
  ticket: async (id: string) => (await call(`/v1/tickets/${id}`)).json as Seen,
  async figures() {
    const { json } = await call('/v1/metrics');
    const { resolution, automation } = json as Record<string, Record<string, unknown>>;
    return { ...resolution, automation } as Record<string, unknown>;
  },
});

const of = (count: number, whole: number) => ({
  count,
  of: whole,
  share: whole === 0 ? null : count / whole,
});
const assumed = { type: 'status.changed', actor: { kind: 'system' } };

for (const { name, skip, open } of storeCases()) {
  describe.skipIf(skip)(`silence after an answer, on ${name}`, () => {
    let stores: OpenedStores;
    let clock: VirtualClock;
    const desks: DeskOnStores[] = [];
    beforeEach(async () => {
      stores = await open();
      clock = createVirtualClock();
    });
    afterEach(async () => {
      for (const desk of desks.splice(0)) {
        await desk.close();
        expect(desk.failures).toEqual([]);
      }
      await stores?.dispose();
    });
    async function openDesk(options: Partial<Parameters<typeof openDeskOnStores>[0]> = {}) {
      const { log, rows } = stores;
      const desk = await openDeskOnStores({ clock, log, rows, ...options });
      desks.push(desk);
      return { ...desk, ...doorOf(desk) };
    }

    it('is a resolution after three days, taken back by whoever comes back, and durable in the end', async () => {
      const { asks, ticket, figures, passes, call } = await openDesk();
      const silent = await asks('How do I export?');
      const thankful = await asks('How do I export, please?');
      await asks('Thanks!', thankful);
      const waiting = await asks('I want a person.');
      const taken = await asks('How do I export at all?');
      const body = { from: 'person', body: 'I do this one.' };
      await call(`/v1/tickets/${taken}/messages`, { body });

      await passes(3 * dayMs - 600_000);
      expect((await ticket(silent)).ticket.status).toBe('pending');
      await passes(1_200_000);
      const { ticket: now, events } = await ticket(silent);
      expect(now.status).toBe('resolved');
      const data = { status: 'resolved', resolution: 'assumed' };
      expect(events.at(-1)).toMatchObject({ ...assumed, data });
      expect(await figures()).toMatchObject({
        confirmed: of(1, 2),
        assumed: of(1, 2),
        durable: of(0, 0),
        byPerson: of(0, 4),
        terms: { silence: { days: 3, of: 'all' }, durableDays: 7 },
        automation: { involvement: of(2, 4), resolution: of(2, 2), share: 0.5 },
      });

      await passes(2 * dayMs);
      await asks('That was not it.', silent);
      expect((await ticket(silent)).ticket.status).toBe('pending');
      expect(await figures()).toMatchObject({
        confirmed: of(1, 2),
        assumed: of(0, 2),
        automation: { resolution: of(1, 2), share: 0.25 },
      });
      // The thanks are seven days old, and nothing followed.
      await passes(2 * dayMs);
      expect(await figures()).toMatchObject({ assumed: of(0, 2), durable: of(1, 1) });
      // Silent again; the first silence is old enough now to be known not to have lasted.
      await passes(3 * dayMs + 600_000);
      expect(await figures()).toMatchObject({ assumed: of(1, 2), durable: of(1, 2) });
      await passes(8 * dayMs);
      expect(await figures()).toMatchObject({ assumed: of(1, 2), durable: of(2, 3) });
      await asks('Now it does not work any more.', silent);
      expect(await figures()).toMatchObject({ assumed: of(0, 2), durable: of(2, 3) });

      expect((await ticket(waiting)).ticket.status).toBe('open');
      expect((await ticket(taken)).ticket.status).toBe('pending');
      expect((await figures()).period).toMatchObject({ from: '2023-11-14T22:13:20.000Z' });
    });

    it('is none where the customer writes in the very moment', async () => {
      const customer = await openDesk({ policy: { silence: null } });
      const ticketId = await customer.asks('How do I export?');
      let wrote = 0;
      const log = {
        ...stores.log,
        async createIfAbsent(record: Parameters<typeof stores.log.createIfAbsent>[0]) {
          if (record.commandId.startsWith('assume-')) {
            wrote += 1;
            await customer.writes('It still does not.', ticketId);
          }
          return stores.log.createIfAbsent(record);
        },
      };
      const sweeper = await openDesk({ log });
      await sweeper.passes(3 * dayMs + 600_000);
      await customer.passes(600_000);
      expect(wrote).toBe(1);
      const { ticket, events } = await customer.ticket(ticketId);
      expect(ticket.status).toBe('pending');
      expect(events.filter(({ type }) => type === 'status.changed')).toEqual([]);
    });

    it('is one resolution where two desks find it, and customers write at the same time', async () => {
      const one = await openDesk({ policy: { silence: null } });
      const ids: string[] = [];
      for (let count = 0; count < 12; count += 1) ids.push(await one.asks('How do I export?'));
      await one.passes(4 * dayMs);
      const other = await openDesk({ policy: { silence: null } });
      const since = clock.now() - 3 * dayMs;
      const writing = ids.filter((_, index) => index % 2 === 0);
      await Promise.all([
        assumeAllResolutions(one.laptop.desk, context, since, () => false),
        assumeAllResolutions(other.laptop.desk, context, since, () => false),
        ...writing.map((id) => one.writes('And then?', id)),
      ]);
      for (const desk of [one, other]) await desk.passes(600_000);
      for (const id of ids) {
        const { ticket, events } = await one.ticket(id);
        const at = events.flatMap(({ type }, index) => (type === 'status.changed' ? [index] : []));
        if (writing.includes(id)) {
          // Whichever came first: the customer has the last word, and the agent's answer to it.
          expect(ticket.status).toBe('pending');
          expect(at.length).toBeLessThanOrEqual(1);
          const second = events.findLastIndex(({ type }) => type === 'message.received');
          expect(at.every((place) => place < second)).toBe(true);
        } else {
          expect(ticket.status).toBe('resolved');
          expect(at).toHaveLength(1);
        }
      }
    });
  });
}

describe('silence after many answers', () => {
  async function silentTickets(count: number) {
    const clock = createVirtualClock();
    const faults = new LogFaults(createInMemoryEventLog());
    const rows = createInMemoryProjectionStore();
    const tickets = aTicketLog(faults.driver, { clock, site: 'local' });
    for (let number = 0; number < count; number += 1) {
      const tenant = number % 2 === 0 ? 'default' : 'other';
      const own = createContext({ tenant, requestId: 'preparation' });
      await answerTicket(tickets, `ticket-${number}`, { context: own });
    }
    await new Projector({ tickets, store: rows }).catchUp();
    await clock.advance(4 * dayMs);
    const resolved = async () => {
      const counts = ['default', 'other'].map(async (tenant) => {
        const { changes } = await faults.driver.changes(null, 10_000);
        const own = changes.filter((change) => change.tenant === tenant);
        return own.filter(({ record }) => record.commandId.startsWith('assume-')).length;
      });
      return Promise.all(counts);
    };
    return { clock, faults, rows, resolved };
  }

  it('resolves all of them, page by page, of all tenants', async () => {
    const { clock, faults, rows, resolved } = await silentTickets(450);
    const desk = await openDeskOnStores({ clock, log: faults.driver, rows });
    await desk.close();
    expect(desk.failures).toEqual([]);
    expect(await resolved()).toEqual([225, 225]);
  });

  it('names what it writes after the answer, so that two sites apart write one event', async () => {
    const events = async () => {
      const { clock, faults, rows } = await silentTickets(1);
      const desk = await openDeskOnStores({ clock, log: faults.driver, rows });
      await desk.close();
      const { changes } = await faults.driver.changes(null, 100);
      return changes.slice(-1).flatMap(({ record }) => record.events.map(({ id }) => id));
    };
    const once = await events();
    expect(once).toHaveLength(1);
    expect(await events()).toEqual(once);
  });

  it('resolves nothing where the policy takes no silence for a resolution', async () => {
    const { clock, faults, rows, resolved } = await silentTickets(3);
    const desk = await openDeskOnStores({
      clock,
      log: faults.driver,
      rows,
      policy: { silence: null },
    });
    await desk.passes(30 * dayMs);
    const { resolution } = (await desk.call('/v1/metrics')).json as {
      readonly resolution: { readonly terms: unknown };
    };
    await desk.close();
    expect(await resolved()).toEqual([0, 0]);
    expect(resolution.terms).toEqual({ silence: null, durableDays: 7 });
  });

  it('one that cannot be read keeps no other out, and is tried again', async () => {
    const { clock, faults, rows, resolved } = await silentTickets(4);
    const broken = new SupportError('data_corrupt', 'The log cannot be read.');
    faults.fail(broken, (subject) => subject === 'ticket-0');
    const desk = await openDeskOnStores({ clock, log: faults.driver, rows });
    expect(await resolved()).toEqual([1, 2]);
    const failed = { function: 'assume-resolutions', code: 'data_corrupt' };
    expect(desk.failures).toMatchObject([failed]);
    await faults.mend();
    await desk.passes(600_000);
    await desk.close();
    expect(await resolved()).toEqual([2, 2]);
    expect(desk.failures).toHaveLength(1);
  });
});
