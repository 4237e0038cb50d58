import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { nearlyValid, validValues, wildValues } from './arbitrary-of-schema.ts';
import type { Operation, Parameter } from './published-api.ts';

/** A request as bytes: it may be nonsense, but HTTP can carry it. */
export interface WildRequest {
  readonly operation: Operation;
  /** Fits the description: an answer of success, or a refusal for what it names, is right. */
  readonly valid: boolean;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** Requests to one operation: a third fits its description, a third nearly, a third not at all. */
export function requestsTo(
  operation: Operation,
  knownIds: readonly string[],
): fc.Arbitrary<WildRequest> {
  const valid = fc.record({
    operation: fc.constant(operation),
    valid: fc.constant(true),
    method: fc.constant(operation.method),
    target: validTargets(operation, knownIds),
    headers: validHeaders(operation),
    body: operation.body ? validValues(operation.body).map(jsonBytes) : fc.constant(null),
  });
  const near = fc.record({
    operation: fc.constant(operation),
    valid: fc.constant(false),
    method: fc.constant(operation.method),
    target: fc.oneof(validTargets(operation, knownIds), wildTargets(operation)),
    headers: validHeaders(operation),
    body: operation.body ? nearlyValid(operation.body).map(jsonBytes) : fc.constant(null),
  });
  const wild = fc.record({
    operation: fc.constant(operation),
    valid: fc.constant(false),
    method: fc.constantFrom(operation.method, operation.method, 'PUT', 'DELETE', 'HEAD', 'PATCH'),
    target: fc.oneof(validTargets(operation, knownIds), wildTargets(operation)),
    headers: wildHeaders,
    body: operation.body ? wildBodies(operation) : fc.constant(null),
  });
  return fc.oneof(valid, near, wild.map(withoutBodyWhereNoneGoes));
}

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value) ?? '');

function withoutBodyWhereNoneGoes(request: WildRequest): WildRequest {
  return request.method === 'HEAD' || request.method === 'GET'
    ? { ...request, body: null }
    : request;
}

function validTargets({ path, parameters }: Operation, ids: readonly string[]) {
  const id = fc.constantFrom(...ids, 'ticket-none');
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const values = Object.fromEntries(
    query.map((parameter) => [parameter.name, valuesOf(parameter)] as const),
  );
  return fc
    .tuple(id, fc.record(values, { requiredKeys: [] }))
    .map(([one, chosen]) => path.replace('{id}', one) + queryText(Object.entries(chosen)));
}

/** Cursors are given out, not made up: any other parameter's values follow from its schema. */
const valuesOf = ({ name, schema }: Parameter): fc.Arbitrary<unknown> =>
  name === 'cursor' ? fc.constant(undefined) : validValues(schema);

const queryText = (entries: readonly (readonly [string, unknown])[]): string => {
  const given = entries.filter(([, value]) => value !== undefined);
  const parts = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

/** Text as it may stand in a request line, right or wrong. */
const rawText = fc.oneof(
  fc.constantFrom('%00', '%', '%%', '%zz', '%ff%fe', '%ed%a0%80', '%2e%2e%2f', '..;/', '%C0%80'),
  fc.constantFrom('a'.repeat(2000), '%25'.repeat(100), '%0d%0aX:1', '\\', '<>"{}|^`', '~', "'"),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }).map(encodeURIComponent),
  fc.string({ unit: 'grapheme', maxLength: 10 }).map((text) => encodeURIComponent(text)),
);

function wildTargets({ path, parameters }: Operation): fc.Arbitrary<string> {
  const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const name = fc.oneof(rawText, fc.constantFrom('limit', '__proto__', 'constructor', ...names));
  const pairs = fc.array(fc.tuple(name, rawText), { maxLength: 4 });
  return fc
    .tuple(rawText, pairs, fc.constantFrom('', '/', '//', '/..', '#x'))
    .map(([id, query, end]) => {
      const text = query.map(([key, value]) => `${key}=${value}`).join('&');
      return `${path.replace('{id}', id || 'x')}${end}${text === '' ? '' : `?${text}`}`;
    });
}

function validHeaders({ body, method }: Operation): fc.Arbitrary<Record<string, string>> {
  const type = body ? { 'content-type': 'application/json' } : {};
  if (method !== 'POST') return fc.constant(type);
  return fc
    .option(fc.uuid(), { freq: 3 })
    .map((key) => (key === null ? type : { ...type, 'idempotency-key': key }));
}

const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replaceAll('\u007f', '').trim());

const wildHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'content-type': fc.oneof(
      fc.constant('application/json'),
      fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', '/'),
      headerText,
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'GZIP', 'x'),
    'idempotency-key': headerText,
    'last-event-id': headerText,
    'x-request-id': headerText,
    accept: headerText,
    authorization: headerText,
    cookie: headerText,
    range: fc.constantFrom('bytes=0-1', 'bytes=9-1'),
    'if-none-match': fc.constant('*'),
  },
  { requiredKeys: [] },
);

function wildBodies({ body }: Operation): fc.Arbitrary<Uint8Array> {
  const json = body ? validValues(body).map(jsonBytes) : fc.constant(Buffer.from('{}'));
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    wildValues.map(jsonBytes),
    json.map((bytes) => bytes.subarray(0, bytes.length - 1)),
    json.map((bytes) => Buffer.concat([bytes, Buffer.from([0xff])])),
    json.map((bytes) => gzipSync(bytes)),
    json.map((bytes) => gzipSync(bytes).subarray(0, 15)),
    fc.nat(3000).map((depth) => Buffer.from('['.repeat(depth))),
    fc.nat(3000).map((depth) => Buffer.from('{"message":'.repeat(depth))),
    json.map((bytes) => Buffer.concat([Buffer.from('{"a":1,'), bytes.subarray(1)])),
    fc.constantFrom(large, bomb),
  );
}

const large = Buffer.from(JSON.stringify({ message: 'x'.repeat(5 * 1024 * 1024) }));
const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, 0x20));
