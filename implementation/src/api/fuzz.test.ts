import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WildRequest } from '#src/testing/api/arbitrary-request.ts';
import { requestsTo } from '#src/testing/api/arbitrary-request.ts';
import type { Answer, Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem, readAnswer } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import type { Operation } from '#src/testing/api/published-api.ts';
import { readPublishedApi } from '#src/testing/api/published-api.ts';
import { sqlDrivers } from '#src/testing/api/sql-desk.ts';
import { openTestPglite } from '#src/testing/sql-databases.ts';
import { verifies } from '#src/testing/verifies.ts';

/** Requests to each operation; SUPPORTMAX_FULL=1 asks for many more. */
const runs = process.env.SUPPORTMAX_FULL ? 5000 : 300;
const patienceMs = 20_000;

const stores = [
  { name: 'in memory', requestsPerOperation: runs, open: () => openMemoryDesk() },
  { name: 'on PGlite', requestsPerOperation: Math.ceil(runs / 3), open: openPgliteDesk },
];

async function openPgliteDesk(): Promise<MemoryDesk> {
  const database = await openTestPglite();
  return openMemoryDesk({ drivers: sqlDrivers(database.client), close: database.dispose });
}

let desk: MemoryDesk;
let call: Call;
let operations: readonly Operation[];
let ids: string[];
/** By operation: every status that a request to it was answered with. */
const statuses = new Map<string, Set<number>>();

async function prepare(open: () => Promise<MemoryDesk>): Promise<void> {
  desk = await open();
  call = clientOf(desk.fetch);
  operations = await readPublishedApi(call);
  ids = [desk.content.articles[0]?.id ?? ''];
  for (const body of ['How do I export my tasks?', 'I want to talk to a person']) {
    ids.push(((await call('/v1/tickets', { body: { body } })).json as { id: string }).id);
  }
  statuses.clear();
}

async function send({ method, target, headers, body }: WildRequest): Promise<Answer> {
  const request = new Request(`http://localhost${target}`, {
    method,
    headers,
    ...(body !== null && { body: Buffer.from(body) }),
  });
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('no answer')), patienceMs);
  });
  return Promise.race([desk.fetch(request).then(read), patience]).finally(() => clearTimeout(late));
}

/** Reads an answer to its end; of a stream of events, which has none, the beginning. */
async function read(response: Response): Promise<Answer> {
  if (response.headers.get('content-type') !== 'text/event-stream') return readAnswer(response);
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  const { status, headers } = response;
  return { status, headers, text: new TextDecoder().decode(first?.value), json: undefined };
}

function faultsOf(request: WildRequest, answer: Answer): string[] {
  const { operation, method, valid } = request;
  const known = statuses.get(operation.operationId) ?? new Set();
  statuses.set(operation.operationId, known.add(answer.status));
  if (answer.status >= 500) return [`status ${answer.status}: ${answer.text}`];
  if (method === 'HEAD' || answer.status === 204) return [];
  // A wild path may lead to another operation or to a page.
  const isAsDescribed = method === operation.method && isItself(request);
  if (answer.status >= 400) {
    const right = [404, 409].includes(answer.status) || !valid;
    const wrong = right ? [] : [`refused what the description allows: ${answer.text}`];
    return [...wrong, ...(isAsDescribed ? operation.check(answer) : faultsOfProblem(answer))];
  }
  return isAsDescribed ? operation.check(answer) : [];
}

const isItself = ({ operation, target }: WildRequest): boolean => {
  const { pathname } = new URL(target, 'http://localhost');
  const pattern = operation.path.replaceAll('.', '\\.').replace('{id}', '[^/]+');
  return new RegExp(`^${pattern}$`).test(pathname);
};

async function isWell(): Promise<void> {
  const chat = await call('/v1/chat', { body: { message: 'I want to talk to a person' } });
  expect(chat).toMatchObject({ status: 200, json: { status: 'escalated' } });
  const page = await call('/v1/tickets?limit=200');
  const list = operations.find(({ operationId }) => operationId === 'listTickets');
  expect(list?.check(page)).toEqual([]);
}

describe.each(stores)('a desk $name', ({ open, requestsPerOperation }) => {
  beforeAll(() => prepare(open), 120_000);
  afterAll(() => desk.close());

  it(verifies(
    'v0.5.errors',
    'real part',
    'answers what is made from its own description as described, or with a problem',
  ), async () => {
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(requestsTo(operation, ids), async (request) => {
          expect(faultsOf(request, await send(request))).toEqual([]);
        }),
        { numRuns: requestsPerOperation, endOnFailure: true },
      );
    }
    await isWell();
    expect(desk.errors).toEqual([]);
    // Both sides were met: what only ever meets refusals tries nothing.
    for (const { operationId } of operations) {
      const met = [...(statuses.get(operationId) ?? [])];
      expect([operationId, met.some((status) => status < 300)]).toEqual([operationId, true]);
      expect([operationId, met.some((status) => status >= 400)]).toEqual([operationId, true]);
    }
  }, 1_200_000);
});
