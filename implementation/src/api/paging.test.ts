import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { ticketSorts } from '#src/ports/projection-store/driver.ts';
import type { Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import type { TicketResource } from './schemas.ts';

let desk: MemoryDesk;
let call: Call;
const ids: string[] = [];

const bodies = [
  'How do I export my tasks?',
  'URGENT: everything is down, we lose money every minute!',
  'I want to talk to a person',
  '🐝',
];

beforeAll(async () => {
  desk = await openMemoryDesk();
  call = clientOf(desk.fetch);
  for (let index = 0; index < 45; index += 1) ids.push(await open(index));
  await desk.composition.settled();
});
afterAll(() => desk.close());

async function open(index: number): Promise<string> {
  const body = bodies[index % bodies.length] ?? '';
  const customer = { email: `customer${index}@example.com`, name: `Größe ${index}` };
  const opened = await call('/v1/tickets', { body: { body, subject: `Case ${index}`, customer } });
  return (opened.json as { id: string }).id;
}

interface Page {
  readonly items: readonly TicketResource[];
  readonly nextCursor: string | null;
}

async function page(query: Record<string, string | number>): Promise<Page> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  const answer = await call(`/v1/tickets?${parameters}`);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.json as Page;
}

async function allPages(query: Record<string, string | number>, between = async () => {}) {
  const items: TicketResource[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const current: Page = await page({ ...query, ...(cursor !== '' && { cursor }) });
    items.push(...current.items);
    cursor = current.nextCursor;
    if (cursor !== null) expect(current.items).toHaveLength(Number(query.limit));
    await between();
  }
  return items;
}

const ranks = { low: 0, normal: 1, high: 2, urgent: 3 };
const keys: Record<(typeof ticketSorts)[number], (ticket: TicketResource) => number> = {
  updated_desc: ({ updatedAt }) => -Date.parse(updatedAt),
  updated_asc: ({ updatedAt }) => Date.parse(updatedAt),
  created_desc: ({ createdAt }) => -Date.parse(createdAt),
  created_asc: ({ createdAt }) => Date.parse(createdAt),
  priority_desc: ({ priority }) => -ranks[priority],
};

it('every order gives every ticket once, page by page, while others are added', async () => {
  for (const sort of ticketSorts) {
    const before = new Set((await allPages({ limit: 200, sort })).map(({ id }) => id));
    let added = 100;
    const items = await allPages({ limit: 7, sort }, async () => {
      added += 1;
      if (added < 105) await open(added);
    });
    const seen = items.map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of before) expect(seen).toContain(id);
    const order = items.map(keys[sort]);
    expect(order).toEqual(order.toSorted((left, right) => left - right));
    await desk.composition.settled();
  }
});

it('a page of one walks through too, and the last page says so', async () => {
  const all = await allPages({ limit: 200 });
  expect((await allPages({ limit: 1 })).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(await page({ limit: all.length })).toMatchObject({ nextCursor: null });
  expect((await page({})).items).toHaveLength(Math.min(50, all.length));
});

it('a cursor belongs to the order that gave it out', async () => {
  const { nextCursor } = await page({ limit: 5, sort: 'created_asc' });
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bad = [
    `sort=created_desc&cursor=${nextCursor}`,
    `cursor=${nextCursor}`,
    `cursor=${nextCursor?.slice(0, -5)}`,
    `cursor=${forged({ sort: 'updated_desc', value: 1e300, id: 'x' })}`,
    `cursor=${forged({ sort: 'updated_desc', value: 1.5, id: 'x' })}`,
    `cursor=${forged({ sort: 'updated_desc', value: '1', id: 'x' })}`,
    `cursor=${forged({ sort: 'updated_desc', value: 1, id: 'a\u0000b' })}`,
    `cursor=${forged({ sort: 'updated_desc', value: 1, id: 'x', more: 1 })}`,
    `cursor=${forged([])}`,
  ];
  for (const query of bad) {
    const answer = await call(`/v1/tickets?${query}`);
    expect([query, answer.status]).toEqual([query, 400]);
    expect(faultsOfProblem(answer)).toEqual([]);
  }
});

it('filters give what they name, alone and together, and page as well', async () => {
  const context = createContext({ tenant: 'default', requestId: 'test' });
  const actor = { kind: 'person' } as const;
  const act = (id: string | undefined, name: string, command: Command) =>
    desk.desk.eventLog.execute(context, id ?? '', name, command);
  for (const [index, id] of ids.slice(0, 12).entries()) {
    await act(id, `tag-${id}`, { type: 'add_tag', actor, tag: 'vip' });
    if (index < 9) await act(id, `take-${id}`, { type: 'assign', actor, assignee: 'ada' });
    if (index < 4) await act(id, `end-${id}`, { type: 'change_status', actor, status: 'resolved' });
  }
  const count = async (query: Record<string, string>) =>
    (await allPages({ ...query, limit: 3 })).length;
  const all = await count({});
  expect(await count({ tag: 'vip' })).toBe(12);
  expect(await count({ tag: 'vi' })).toBe(0);
  expect(await count({ assignee: 'ada' })).toBe(9);
  expect(await count({ assignee: '' })).toBe(all - 9);
  expect(await count({ tag: 'vip', assignee: '' })).toBe(3);
  expect(await count({ status: 'resolved', assignee: 'ada' })).toBe(4);
  expect(await count({ q: 'customer11@' })).toBe(1);
  expect(await count({ q: 'GRÖSSE 11' })).toBe(0);
  expect(await count({ q: 'größe 11' })).toBe(1);
  expect(await count({ q: 'case 11 customer11' })).toBe(1);
  expect(await count({ q: '%' })).toBe(0);
  expect(await count({ q: '   ' })).toBe(all);
  const statuses = ['new', 'open', 'pending', 'snoozed', 'resolved'];
  const priorities = ['low', 'normal', 'high', 'urgent'];
  const sum = async (name: string, values: readonly string[]) => {
    const counts = await Promise.all(values.map((value) => count({ [name]: value })));
    return counts.reduce((total, one) => total + one, 0);
  };
  expect(await sum('status', statuses)).toBe(all);
  expect(await sum('priority', priorities)).toBe(all);
});
