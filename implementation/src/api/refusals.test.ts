import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem, readAnswer } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';

let desk: MemoryDesk;
let call: Call;

beforeAll(async () => {
  desk = await openMemoryDesk();
  call = clientOf(desk.fetch);
});
afterAll(async () => {
  await desk.close();
  expect(desk.errors).toEqual([]);
});

/** Sends these bytes as the body of a chat. */
async function sendBytes(bytes: Uint8Array | string, headers: Record<string, string> = {}) {
  const request = new Request('http://localhost/v1/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof bytes === 'string' ? bytes : Buffer.from(bytes),
  });
  return readAnswer(await desk.fetch(request));
}

async function expectProblem(
  answering: Promise<Awaited<ReturnType<Call>>>,
  status: number,
  code: string,
) {
  const answer = await answering;
  expect(answer).toMatchObject({ status, json: { code } });
  expect(faultsOfProblem(answer)).toEqual([]);
  return answer;
}

const chatJson = JSON.stringify({ message: 'How do I export my tasks?' });

describe('paths and methods', () => {
  it('an unknown path is not found', async () => {
    for (const path of ['/nothing', '/v1', '/v1/chat/', '/v1/tickets/a/b/c', '/%', '/v1/%ff%fe']) {
      await expectProblem(call(path), 404, 'not_found');
    }
  });

  it('a method that is not there names those that are', async () => {
    const allowed: [string, string, string][] = [
      ['PUT', '/v1/chat', 'POST, OPTIONS'],
      ['GET', '/v1/chat', 'POST, OPTIONS'],
      ['DELETE', '/v1/tickets', 'POST, GET, HEAD, OPTIONS'],
      ['PATCH', '/v1/tickets/ticket-1', 'GET, HEAD, OPTIONS'],
      ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
      ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
      ['PROPFIND', '/v1/metrics', 'GET, HEAD, OPTIONS'],
    ];
    for (const [method, path, allow] of allowed) {
      const answer = await expectProblem(call(path, { method }), 405, 'invalid_argument');
      expect(answer.headers.get('allow')).toBe(allow);
    }
  });

  it('OPTIONS says what is possible', async () => {
    const answer = await call('/v1/tickets', { method: 'OPTIONS' });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
  });

  it('HEAD answers as GET does, without a body', async () => {
    for (const path of ['/healthz', '/v1/tickets', '/openapi.json', '/v1/articles/none', '/none']) {
      const [head, get] = [await call(path, { method: 'HEAD' }), await call(path)];
      expect([path, head.status, head.text]).toEqual([path, get.status, '']);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    }
    expect(await call('/v1/chat', { method: 'HEAD' })).toMatchObject({ status: 405, text: '' });
  });
});

describe('bodies', () => {
  it('of another type than JSON are not read', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      await expectProblem(sendBytes(chatJson, { 'content-type': type }), 415, 'invalid_argument');
    }
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/a+json',
    ]) {
      expect(await sendBytes(chatJson, { 'content-type': type })).toMatchObject({ status: 200 });
    }
  });

  it('that are not JSON, or not UTF-8, are refused', async () => {
    const bad = [
      '',
      '{',
      '{"message":"x"',
      '{"message":"x"}}',
      "{'message':'x'}",
      'null',
      '[]',
      '"x"',
      '7',
      '['.repeat(100_000),
      '{"message":'.repeat(50_000),
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      Buffer.from('{"message":"\xff"}', 'latin1'),
      Buffer.from(chatJson, 'utf16le'),
    ];
    for (const body of bad) await expectProblem(sendBytes(body), 400, 'invalid_argument');
  });

  it('with fields nobody knows, control characters or broken characters are refused', async () => {
    const bad = [
      { message: 'x', extra: 1 },
      { message: 'x', Message: 'y' },
      { message: 7 },
      { message: null },
      { message: ['x'] },
      { message: 'a\u0000b' },
      { message: 'a\u001bb' },
      { message: 'a\u007fb' },
      { message: 'a\ud800b' },
      { message: '  \n\t ' },
      { message: 'x', conversationId: 'a b' },
      { message: 'x', conversationId: '' },
      { message: 'x', conversationId: 'x'.repeat(201) },
    ];
    for (const body of bad) {
      const { json } = await expectProblem(call('/v1/chat', { body }), 400, 'invalid_argument');
      // It says which field, in words for people, and never more than a screen of it.
      const { detail } = json as { detail: string };
      expect(detail).not.toMatch(/Invalid input|Too (small|big)|Unrecognized|expected/);
      expect(detail.length).toBeLessThan(600);
    }
    const hidden = '{"message":"x","__proto__":{"conversationId":"y"}}';
    await expectProblem(sendBytes(hidden), 400, 'invalid_argument');
  });

  it('may be compressed, and unfold to no more than may be sent', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    expect(await sendBytes(gzipSync(chatJson), gzip)).toMatchObject({ status: 200 });
    const whole = gzipSync(chatJson);
    for (const length of [0, 1, 5, 12, whole.length - 9, whole.length - 1]) {
      await expectProblem(sendBytes(whole.subarray(0, length), gzip), 400, 'invalid_argument');
    }
    await expectProblem(sendBytes(chatJson, gzip), 400, 'invalid_argument');
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    await expectProblem(sendBytes(bomb, gzip), 413, 'too_large');
    for (const encoding of ['br', 'deflate', 'gzip, gzip', 'x'.repeat(5000)]) {
      const answer = sendBytes(whole, { 'content-encoding': encoding });
      const { headers } = await expectProblem(answer, 415, 'invalid_argument');
      expect(headers.get('accept-encoding')).toBe('gzip');
    }
  });

  it('over a mebibyte are too large, announced or not', async () => {
    const large = JSON.stringify({ message: 'x'.repeat(1024 * 1024) });
    await expectProblem(sendBytes(large), 413, 'too_large');
    const announced = { 'content-length': String(10 * 1024 ** 3) };
    await expectProblem(sendBytes(chatJson, announced), 413, 'too_large');
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const request = new Request('http://localhost/v1/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    });
    await expectProblem(desk.fetch(request).then(readAnswer), 413, 'too_large');
    expect(sent).toBeLessThan(40);
  });
});

describe('queries', () => {
  it('with unknown, doubled or impossible parameters are refused', async () => {
    const bad = [
      'unknown=1',
      '__proto__=1',
      'status=closed',
      'status=',
      'status=new&status=open',
      'priority=urgentest',
      'limit=0',
      'limit=201',
      'limit=',
      'limit=ten',
      'limit=1.5',
      'limit=-1',
      'limit=1e1',
      'limit=0x10',
      'limit=%2010',
      'sort=random',
      'tag=%00',
      'tag=a%20b',
      'assignee=a%20b',
      'q=%00',
      'q=a%1bb',
      `q=${'x'.repeat(201)}`,
      'cursor=',
      'cursor=abc',
      'cursor=%00',
      `cursor=${'A'.repeat(501)}`,
    ];
    for (const query of bad) {
      await expectProblem(call(`/v1/tickets?${query}`), 400, 'invalid_argument');
    }
    await expectProblem(call('/v1/metrics?x=1'), 400, 'invalid_argument');
    expect(await call('/healthz?t=1')).toMatchObject({ status: 200 });
  });

  it('ids that no ticket can have are refused', async () => {
    for (const id of ['a%20b', '%00', 'x'.repeat(201), '%E0%A4%A', '..%2f..%2fetc', '%ed%a0%80']) {
      const answer = await call(`/v1/tickets/${id}`);
      expect([400, 404]).toContain(answer.status);
      expect(faultsOfProblem(answer)).toEqual([]);
    }
  });
});

describe('the request id', () => {
  it("is the caller's own where it is harmless", async () => {
    const own = await call('/none', { headers: { 'x-request-id': 'trace-42' } });
    expect(own.json).toMatchObject({ requestId: 'trace-42' });
    for (const id of ['a b', 'x'.repeat(65), '<script>', 'é']) {
      const { json } = await call('/none', { headers: { 'x-request-id': id } });
      expect((json as { requestId: string }).requestId).toMatch(/^name-\d+$/);
    }
  });
});

describe('what fails inside', () => {
  it('is told by its request id alone, and logged under it', async () => {
    const driver = createInMemoryEventLog();
    const broken: typeof driver = {
      ...driver,
      async read() {
        throw new Error('secret of the store');
      },
    };
    const own = await openMemoryDesk({ drivers: { eventLog: broken } });
    const headers = { 'x-request-id': 'trace-1' };
    const answer = await clientOf(own.fetch)('/v1/tickets/ticket-1', { headers });
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal', requestId: 'trace-1' } });
    expect(faultsOfProblem(answer)).toEqual([]);
    expect(answer.text).not.toMatch(/secret|event log|stack/);
    expect(answer.json).toMatchObject({ detail: expect.stringContaining('under trace-1') });
    expect(own.errors).toEqual([expect.stringMatching(/trace-1.*secret of the store/)]);
    await own.close();
  });
});
