import * as z from 'zod';
import { bodyBytes } from './body-limits.ts';
import { possibleProblems } from './possible-problems.ts';
import type { Route } from './route.ts';
import { problemResource } from './schemas.ts';

type Json = Record<string, unknown>;

/** JSON Schema of what a client sends (`input`) or gets (`output`). */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Every integer of JavaScript has these limits: they tell a client nothing.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as Json;
  return json;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query' | 'header'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...json }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    description,
    schema: json,
  }));
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and request: the same outcome, done once. With another request: 409.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

function operationOf(route: Route): Json {
  const { success } = route;
  const isJson = success.schema !== undefined;
  const type = success.contentType ?? 'application/json';
  const schema = success.schema ? schemaOf(success.schema, 'output') : { type: 'string' };
  return {
    operationId: route.operationId,
    summary: route.summary,
    parameters: [
      ...parametersOf(route.pathSchema, 'path'),
      ...parametersOf(route.querySchema, 'query'),
      ...parametersOf(route.headerSchema, 'header'),
      ...(route.method === 'POST' ? [idempotencyKey] : []),
    ],
    ...(route.bodySchema && {
      requestBody: {
        required: true,
        description: `JSON, at most ${(route.bodyLimitBytes ?? bodyBytes).toLocaleString('en')} bytes.`,
        content: { 'application/json': { schema: schemaOf(route.bodySchema, 'input') } },
      },
    }),
    responses: {
      [String(success.status)]: {
        description: success.description,
        content: { [isJson ? 'application/json' : type]: { schema } },
      },
      ...Object.fromEntries(
        possibleProblems(route).map(({ status, code, description }) => [
          String(status),
          { description: `\`${code}\`: ${description}`, content: problemContent },
        ]),
      ),
      default: { description: 'Another problem with a stable code.', content: problemContent },
    },
  };
}

const introduction = `Requests and answers are JSON in UTF-8; a request may be compressed with gzip.
Fields that are not described are refused, and so are parameters.

- **Problems.** What is refused or fails comes as \`application/problem+json\` (RFC 9457) with a
  stable \`code\`; \`detail\` says what to do. Where the same request may succeed later, there is a
  \`Retry-After\`.
- **Doing it once.** Every POST takes an \`Idempotency-Key\`: sent again with the same key, the same
  request is done once and answered again.
- **Request ids.** Every answer has an \`X-Request-Id\`, the caller's own where it sent one of letters,
  digits, \`.\`, \`_\` and \`-\`; the desk's log names the request by it.
- **Lists** come in pages, \`{ items, nextCursor }\`: send \`nextCursor\` as \`cursor\` for the next.
- **Who may ask.** There are no API keys yet: whoever reaches the desk may use it. It listens on
  127.0.0.1 unless told otherwise.`;

/** The OpenAPI 3.1 description, made from the very schemas that validate requests. */
export function describeApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (route.forPeople) continue;
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'SupportMax Pro',
      version,
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas: { Problem: schemaOf(problemResource, 'output') } },
  };
}
