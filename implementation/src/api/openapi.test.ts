import { expect, it } from 'vitest';
import * as z from 'zod';
import { apiRoutes } from '#src/testing/api/api-routes.ts';
import { verifies } from '#src/testing/verifies.ts';
import { describeApi } from './openapi.ts';

/**
 * The parts of OpenAPI 3.1 that the description uses, strictly: a field that is not in the
 * specification, or in the wrong place, fails. https://spec.openapis.org/oas/v3.1.1.html
 */
const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string().regex(/^[a-z]+\/[a-z+-]+$/), z.strictObject({ schema }));
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema,
});
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(10).max(200),
  parameters: z.array(parameter),
  requestBody: z
    .strictObject({ required: z.boolean(), description: z.string().min(1), content })
    .optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|default)$/),
    z.strictObject({ description: z.string().min(1), content }),
  ),
});
const description = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string().min(1),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  paths: z.record(
    z.string().regex(/^\/[\w/{}.-]*$/),
    z.partialRecord(z.enum(['get', 'post']), operation),
  ),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/), schema) }),
});

const text = JSON.stringify(describeApi(apiRoutes, 'v1'));
const { paths, components } = description.parse(JSON.parse(text));
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.values(methods).map((one) => ({ path, ...one })),
);

/** Every object in it that looks like a schema. */
function schemasIn(value: unknown): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(schemasIn);
  return 'type' in value || '$ref' in value || 'pattern' in value
    ? [{ ...value }, ...inner]
    : inner;
}

it(verifies('v1.api', 'static check', 'the description is sound OpenAPI 3.1'), () => {
  expect(operations).toHaveLength(apiRoutes.filter((route) => !route.forPeople).length);
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { path, parameters, responses } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = parameters.filter((one) => one.in === 'path');
    expect(described.map(({ name }) => name)).toEqual(inPath);
    expect(described.every(({ required }) => required)).toBe(true);
    const keys = parameters.map((one) => `${one.in} ${one.name.toLowerCase()}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(Object.keys(responses)).toContain('default');
    expect(Object.keys(responses).some((status) => /^2/.test(status))).toBe(true);
  }
});

it('its references lead somewhere, and its patterns are patterns', () => {
  for (const one of schemasIn(JSON.parse(text))) {
    if (typeof one.$ref === 'string') {
      const [, name = ''] = /^#\/components\/schemas\/([\w.-]+)$/.exec(one.$ref) ?? [];
      expect(Object.keys(components.schemas)).toContain(name);
    }
    // JSON Schema reads patterns as ECMA-262 with Unicode.
    if (typeof one.pattern === 'string') expect(new RegExp(one.pattern, 'u')).toBeTruthy();
    expect(one).not.toHaveProperty('nullable');
  }
});

it('its schemas can be used by a validator', () => {
  for (const { requestBody, responses, parameters } of operations) {
    const types = [requestBody, ...Object.values(responses)].flatMap((one) =>
      Object.values(one?.content ?? {}),
    );
    for (const one of [...types, ...parameters]) {
      if (!('$ref' in one.schema)) expect(z.fromJSONSchema(one.schema)).toBeTruthy();
    }
  }
  expect(z.fromJSONSchema(components.schemas.Problem ?? {})).toBeTruthy();
});

it('every answer of success says all it holds: no field is left open', () => {
  for (const { operationId, responses } of operations) {
    for (const { schema: one } of Object.values(responses).flatMap(({ content: types }) =>
      Object.values(types),
    )) {
      if (one.type !== 'object') continue;
      expect([operationId, one.additionalProperties]).toEqual([operationId, false]);
      expect([operationId, (one.required as string[]).length]).not.toEqual([operationId, 0]);
    }
  }
});

it('names the parameters of the contracts', () => {
  const named = (operationId: string) =>
    operations.find((one) => one.operationId === operationId)?.parameters.map(({ name }) => name);
  expect(named('streamEvents')).toEqual(['from', 'Last-Event-ID']);
  expect(named('listTickets')).toEqual([
    'status',
    'assignee',
    'priority',
    'tag',
    'q',
    'sort',
    'cursor',
    'limit',
  ]);
  expect(named('chat')).toEqual(['Idempotency-Key']);
});
