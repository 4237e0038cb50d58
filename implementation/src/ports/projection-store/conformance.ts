import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anySearch, anyTicketRow, aTicketRow } from '#src/testing/ticket-rows.ts';
import type { ProjectionStoreDriver, TicketQuery } from './driver.ts';
import { awaitingPlace, forgets, silentPlace, sortValue, ticketSorts } from './driver.ts';
import { createInMemoryProjectionStore } from './drivers/in-memory.ts';
import type { TicketRow } from './ticket-row.ts';

export interface OpenedProjectionStore {
  readonly driver: ProjectionStoreDriver;
  dispose(): Promise<void>;
}

/** What every driver of the projection store must do. */
export function describeProjectionStoreDriver(
  name: string,
  open: () => Promise<OpenedProjectionStore>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`projection store driver: ${name}`, () => {
    let opened: OpenedProjectionStore;
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => opened.driver.clear());
    afterAll(async () => {
      await opened?.driver.close();
      await opened?.dispose();
    });
    const driverOf = () => opened.driver;
    describeReplacing(driverOf);
    describeSearch(driverOf);
    describeSilence(driverOf);
    describeAgainstModel(driverOf);
    describePositions(driverOf);
    describeForgetting(driverOf);
  });
}

function describeReplacing(driverOf: () => ProjectionStoreDriver): void {
  it('gives a row back exactly, and null where there is none', async () => {
    const row = aTicketRow({ id: 'exact', subject: 'NUL \0 half \ud83d "quoted" \\', tags: ['a'] });
    await driverOf().replace([row]);
    expect(await driverOf().get('tenant', 'exact')).toEqual(row);
    expect(await driverOf().get('tenant', 'other')).toBeNull();
    expect(await driverOf().get('other', 'exact')).toBeNull();
  });

  it('replaces a row unless the stored one was built from more records', async () => {
    const version = (records: number, subject: string) =>
      aTicketRow({ id: 'versions', seen: { a: records - 1, b: 1 }, subject });
    const subject = async () => (await driverOf().get('tenant', 'versions'))?.subject;
    await driverOf().replace([version(3, 'third')]);
    await driverOf().replace([version(2, 'second')]);
    expect(await subject()).toBe('third');
    await driverOf().replace([version(3, 'third, built again')]);
    expect(await subject()).toBe('third, built again');
    await driverOf().replace([version(5, 'fifth'), version(4, 'fourth')]);
    expect(await subject()).toBe('fifth');
    await Promise.all([6, 9, 7, 8].map((n) => driverOf().replace([version(n, `number ${n}`)])));
    expect(await subject()).toBe('number 9');
  });

  it('holds the tenants apart in every question', async () => {
    const row = aTicketRow({ id: 'same', awaiting: { cause: 'event', notBefore: 1 } });
    await driverOf().replace([row, { ...row, tenant: 'other', subject: 'Theirs' }]);
    const list = await driverOf().list('tenant', { sort: 'updated_desc', limit: 9 });
    expect(list).toEqual([row]);
    expect((await driverOf().totals('other')).tickets).toBe(1);
    expect((await driverOf().totals('nobody')).tickets).toBe(0);
    expect(await driverOf().awaiting(5, 10)).toHaveLength(2);
  });
}

function describeSearch(driverOf: () => ProjectionStoreDriver): void {
  it('finds the tickets that hold every word, in any case, taking each word as it is', async () => {
    const subjects = [
      'Refund of 100% please',
      'Refund of 1000',
      'a_b',
      'axb',
      'C:\\temp',
      "O'Neil",
    ];
    await driverOf().replace(subjects.map((subject) => aTicketRow({ id: subject, subject })));
    const find = async (text: string) => {
      const rows = await driverOf().list('tenant', { text, sort: 'created_asc', limit: 50 });
      return rows.map((row) => row.subject).sort();
    };
    expect(await find('REFUND')).toEqual(['Refund of 100% please', 'Refund of 1000']);
    expect(await find('100% refund')).toEqual(['Refund of 100% please']);
    expect(await find('a_b')).toEqual(['a_b']);
    expect(await find('c:\\')).toEqual(['C:\\temp']);
    expect(await find("o'neil")).toEqual(["O'Neil"]);
    expect(await find('%')).toEqual(['Refund of 100% please']);
    expect(await find("' or 1=1 --")).toEqual([]);
    expect(await find('ada@EXAMPLE.com invoice')).toEqual([]);
    expect(await find('ada@EXAMPLE.com')).toHaveLength(subjects.length);
    expect(await find(' \t')).toHaveLength(subjects.length);
  });
}

const anyQuery: fc.Arbitrary<Omit<TicketQuery, 'sort' | 'limit' | 'after'>> = fc.record(
  {
    status: fc.constantFrom('new', 'open', 'resolved'),
    assignee: fc.constantFrom('ada', null),
    priority: fc.constantFrom('low', 'urgent'),
    tag: fc.constantFrom('vip', 'vi', 'none'),
    text: anySearch,
  },
  { requiredKeys: [] },
);

/** Every row that a query finds, page by page. */
async function listAll(driver: ProjectionStoreDriver, query: TicketQuery): Promise<TicketRow[]> {
  const found: TicketRow[] = [];
  let after: TicketQuery['after'];
  for (;;) {
    const page = await driver.list('tenant', { ...query, after });
    found.push(...page);
    const last = page.at(-1);
    if (!last || page.length < query.limit) return found;
    after = { value: sortValue(last, query.sort), id: last.id };
  }
}

function describeSilence(driverOf: () => ProjectionStoreDriver): void {
  it('finds who is silent for long enough, and nobody once somebody has spoken', async () => {
    const silent = (id: string, since: number) =>
      aTicketRow({ id, silence: { answer: 'event', since } });
    const elsewhere = { ...silent('third', 3), tenant: 'other' };
    await driverOf().replace([silent('second', 2), elsewhere, silent('first', 1)]);
    const ids = async (since: number) =>
      (await driverOf().silent(since, 9)).map(({ id }) => id).join(' ');
    expect(await ids(0)).toBe('');
    expect(await ids(2)).toBe('first second');
    expect(await ids(2.9)).toBe('first second');
    expect(await ids(3)).toBe('first second third');
    await driverOf().replace([aTicketRow({ id: 'first', seen: { site: 2 } })]);
    expect(await ids(3)).toBe('second third');
  });

  it('counts each resolution that is old enough, and whether it lasted', async () => {
    const resolved = (at: number, reopenedAt: number | null = null) =>
      ({ kind: 'assumed', at, reopenedAt }) as const;
    await driverOf().replace([
      aTicketRow({ id: 'came back', resolutions: [resolved(10, 16), resolved(20, 27)] }),
      aTicketRow({ id: 'stayed away', resolutions: [resolved(30)] }),
      aTicketRow({ id: 'never', resolutions: [] }),
      { ...aTicketRow({ id: 'came back', resolutions: [resolved(1)] }), tenant: 'other' },
    ]);
    const lasting = (until: number) => driverOf().lasting('tenant', until, 7);
    expect(await lasting(9)).toEqual({ resolutions: 0, durable: 0 });
    expect(await lasting(10)).toEqual({ resolutions: 1, durable: 0 });
    expect(await lasting(29.5)).toEqual({ resolutions: 2, durable: 1 });
    expect(await lasting(30)).toEqual({ resolutions: 3, durable: 2 });
    expect(await driverOf().lasting('nobody', 99, 7)).toEqual({ resolutions: 0, durable: 0 });
  });
}

/** The in-memory driver is simple enough to be the model that the others are held against. */
function describeAgainstModel(driverOf: () => ProjectionStoreDriver): void {
  it('answers any question about any rows like the model, page by page', async () => {
    const batches = fc.array(fc.array(anyTicketRow, { maxLength: 5 }), { maxLength: 5 });
    const questions = fc.array(
      fc.tuple(anyQuery, fc.constantFrom(...ticketSorts), fc.integer({ min: 1, max: 4 })),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(batches, questions, async (rows, asked) => {
        const model = createInMemoryProjectionStore();
        await driverOf().clear();
        for (const batch of rows) {
          await model.replace(batch);
          await driverOf().replace(batch);
        }
        for (const [filter, sort, limit] of asked) {
          const query = { ...filter, sort, limit };
          const expected = await model.list('tenant', { ...query, limit: 100 });
          expect(await listAll(driverOf(), query)).toEqual(expected);
        }
        expect(await driverOf().totals('tenant')).toEqual(await model.totals('tenant'));
        for (const lastingMs of [1, 7, 30]) {
          const asked = ['tenant', 5, lastingMs] as const;
          expect(await driverOf().lasting(...asked)).toEqual(await model.lasting(...asked));
        }
        const due = (some: readonly TicketRow[]) => some.map((row) => row.id).sort();
        const awaiting = await driverOf().awaiting(5, 100);
        expect(due(awaiting)).toEqual(due(await model.awaiting(5, 100)));
        const times = awaiting.map((row) => row.awaiting?.notBefore ?? 0);
        expect(times).toEqual([...times].sort());
        const paged: TicketRow[] = [];
        for (let left = awaiting.length; left > 0; left -= 2) {
          const last = paged.at(-1);
          paged.push(...(await driverOf().awaiting(5, 2, last && awaitingPlace(last))));
        }
        expect(paged).toEqual(awaiting);
        const silent = await driverOf().silent(5, 100);
        expect(silent).toEqual(await model.silent(5, 100));
        const pages: TicketRow[] = [];
        for (let left = silent.length; left > 0; left -= 2) {
          const last = pages.at(-1);
          pages.push(...(await driverOf().silent(5, 2, last && silentPlace(last))));
        }
        expect(pages).toEqual(silent);
      }),
      { numRuns: 60 },
    );
  });
}

function describePositions(driverOf: () => ProjectionStoreDriver): void {
  it('remembers how far each consumer has read, and forgets all when cleared', async () => {
    expect(await driverOf().position('list')).toBeNull();
    await driverOf().savePosition('list', '0001');
    await driverOf().savePosition('other', '0007');
    await driverOf().savePosition('list', '0002');
    expect(await driverOf().position('list')).toBe('0002');
    expect(await driverOf().position('other')).toBe('0007');
    await driverOf().replace([aTicketRow({ id: 'gone' })]);
    await driverOf().clear();
    expect(await driverOf().position('list')).toBeNull();
    expect(await driverOf().get('tenant', 'gone')).toBeNull();
  });
}

const anyAction = fc.oneof(
  { weight: 3, arbitrary: fc.record({ stored: anyTicketRow }) },
  fc.record({ forgotten: fc.integer({ min: 1, max: 12 }).map((number) => `ticket-${number}`) }),
);

function describeForgetting(driverOf: () => ProjectionStoreDriver): void {
  it('answers as if what it forgot had never been, where it says that it forgets', async () => {
    const driver = driverOf();
    if (!forgets(driver)) {
      expect('forget' in driver).toBe(false);
      return;
    }
    await fc.assert(
      fc.asyncProperty(fc.array(anyAction, { maxLength: 40 }), async (actions) => {
        await driver.clear();
        const model = createInMemoryProjectionStore();
        for (const [index, action] of actions.entries()) {
          if ('forgotten' in action) driver.forget('tenant', action.forgotten);
          else await driver.replace([action.stored]);
          if ('forgotten' in action) continue;
          const { id } = action.stored;
          const goesLater = actions
            .slice(index)
            .some((o) => 'forgotten' in o && o.forgotten === id);
          if (!goesLater) await model.replace([action.stored]);
        }
        for (const sort of ticketSorts) {
          const all = { sort, limit: 100 };
          expect(await driver.list('tenant', all)).toEqual(await model.list('tenant', all));
        }
        expect(await driver.totals('tenant')).toEqual(await model.totals('tenant'));
        expect(await driver.awaiting(9, 100)).toEqual(await model.awaiting(9, 100));
        expect(await driver.silent(9, 100)).toEqual(await model.silent(9, 100));
        expect(await driver.lasting('tenant', 9, 5)).toEqual(await model.lasting('tenant', 9, 5));
      }),
    );
  });

  it('forgets a row of one tenant and not its namesake', async () => {
    const driver = driverOf();
    if (!forgets(driver)) return;
    const row = aTicketRow({ id: 'same', awaiting: { cause: 'event', notBefore: 1 } });
    await driver.replace([row, { ...row, tenant: 'other' }]);
    driver.forget('tenant', 'same');
    driver.forget('tenant', 'unknown');
    expect(await driver.get('tenant', 'same')).toBeNull();
    expect((await driver.awaiting(5, 10)).map(({ tenant }) => tenant)).toEqual(['other']);
  });
}
