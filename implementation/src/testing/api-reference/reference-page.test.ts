import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Call } from '../api/client.ts';
import { clientOf } from '../api/client.ts';
import type { MemoryDesk } from '../api/memory-desk.ts';
import { openMemoryDesk } from '../api/memory-desk.ts';
import { readPublishedApi } from '../api/published-api.ts';
import { verifies } from '../verifies.ts';
import { curlExample, exampleBody, examplePath } from './curl-example.ts';
import type { DescribedOperation, Description, Schema } from './described.ts';
import { operationsOf, schemasOf } from './described.ts';
import { requestTable, responseTable, typeOf } from './field-table.ts';
import { renderReference } from './reference-page.ts';

describe('the published description', () => {
  let desk: MemoryDesk;
  let call: Call;
  let description: Description;
  beforeAll(async () => {
    desk = await openMemoryDesk();
    call = clientOf(desk.fetch);
    description = (await call('/openapi.json')).json as Description;
  });
  afterAll(() => desk.close());

  it(verifies('v0.5.docs', 'static check', 'explains every field and every parameter'), () => {
    const fields = schemasOf(description).flatMap(({ properties = {} }) =>
      Object.entries(properties),
    );
    const unexplained = fields.filter(([, { description: text = '' }]) => text.length < 5);
    expect(unexplained.map(([name]) => name)).toEqual([]);
    expect(fields.length).toBeGreaterThan(100);
    for (const { one } of operationsOf(description)) {
      for (const parameter of one.parameters) expect(parameter.description).toMatch(/\w{3}/);
    }
  });

  it('has examples that fit the schemas they stand in', () => {
    const withExamples = schemasOf(description).filter(({ examples }) => examples !== undefined);
    for (const { examples = [], ...schema } of withExamples) {
      const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
      for (const example of examples) expect(checker.safeParse(example).error).toBeUndefined();
    }
    expect(withExamples.length).toBeGreaterThan(6);
    const bodiless = operationsOf(description)
      .filter(({ one }) => one.requestBody && exampleBody(one) === undefined)
      .map(({ path }) => path);
    expect(bodiless).toEqual([]);
  });

  it(verifies('v0.5.docs', 'real part', 'has examples that a desk carries out'), async () => {
    const published = await readPublishedApi(call);
    const made = await call('/v1/tickets', { body: { body: 'I want to talk to a person' } });
    const ticketId = (made.json as { id: string }).id;
    const articleId = desk.content.articles[0]?.id ?? '';
    for (const { path, method, one } of operationsOf(description)) {
      if (path === '/v1/events') continue;
      const id = path.startsWith('/v1/articles') ? articleId : ticketId;
      const body = exampleBody(one);
      const target = examplePath(path.replace('{id}', id), one);
      const answer = await call(target, { method, ...(body !== undefined && { body }) });
      const operation = published.find((each) => each.path === path && each.method === method);
      expect([path, answer.status < 300, operation?.check(answer)]).toEqual([path, true, []]);
    }
  });

  it('is shown whole: each operation, object and problem', () => {
    const page = renderReference(description);
    for (const { method, path, one } of operationsOf(description)) {
      expect(page).toContain(`\n## ${method} ${path}\n\n${one.summary}\n`);
      expect(page).toContain(curlExample(method, path, one));
    }
    for (const title of ['Ticket', 'Event', 'Citation', 'Receipt', 'Article', 'Problem', 'Share']) {
      expect(page).toContain(`\n### ${title}\n`);
    }
    expect(page).toMatch(/^\| `rate_limited` \| 429 \| .+ \| yes \|$/m);
    expect(page).toMatch(/^\| 409 `conflict` \| .*Idempotency-Key.* \|$/m);
    expect(page).toMatch(/^\| `supportmax_errors_total` \| counter \| `code`: .*`rate_limited`/m);
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('a field table', () => {
  const schema: Schema = {
    type: 'object',
    required: ['from'],
    properties: {
      from: { type: 'string', const: 'person', description: 'Who.' },
      kind: { enum: ['a', 'b'], default: 'a', description: 'Of a|b.' },
      lists: {
        type: 'array',
        maxItems: 3,
        items: { type: 'object', properties: { count: { type: 'integer', minimum: 1 } } },
      },
      other: { title: 'Thing', type: 'object', properties: { inner: { type: 'string' } } },
    },
  };

  it('says of a request what it needs, and names what lies in lists', () => {
    expect(requestTable(schema).split('\n').slice(2)).toEqual([
      '| `from` | `person` | yes | Who. |',
      '| `kind` | `a` or `b` | default `a` | Of a\\|b. |',
      '| `lists` | list (at most 3) of object | no |  |',
      '| `lists[].count` | integer (at least 1) | no |  |',
      '| `other` | [Thing](#thing) | no |  |',
    ]);
  });

  it('says of an answer what may be missing', () => {
    const [, , from, kind] = responseTable(schema).split('\n');
    expect(from).toBe('| `from` | `person` | Who. |');
    expect(kind).toBe('| `kind` | `a` or `b` | Of a\\|b. |');
    expect(responseTable(schema)).toContain('[Thing](#thing); may be missing');
  });

  it.each<[Schema, string]>([
    [{ type: ['string', 'null'], maxLength: 3 }, 'string or null (at most 3 characters)'],
    [{ anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }] }, 'number (at least 0) or null'],
    [{ type: 'string', format: 'date', pattern: '^x$' }, 'string (date)'],
    [{ type: 'string', minLength: 1, maxLength: 2_000 }, 'string (1 to 2,000 characters)'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'object of name → integer'],
    [{}, 'anything'],
  ])('shows %j as %s', (one, shown) => {
    expect(typeOf(one)).toBe(shown);
  });
});

it('an example for a shell survives quotes, and a stream is not waited for', () => {
  const content = { 'application/json': { schema: { examples: [{ body: "It's" }] } } };
  const operation: DescribedOperation = {
    summary: '',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { examples: ['one'] } }],
    requestBody: { description: '', content },
    responses: {},
  };
  expect(curlExample('POST', '/x/{id}', operation)).toBe(
    "curl localhost:3000/x/one \\\n  -H 'content-type: application/json' \\\n  -d '{\"body\":\"It'\\''s\"}'",
  );
  const responses = { 200: { description: '', content: { 'text/event-stream': { schema: {} } } } };
  const stream: DescribedOperation = { summary: '', parameters: [], responses };
  expect(curlExample('GET', '/y', stream)).toBe('curl -N localhost:3000/y');
});
