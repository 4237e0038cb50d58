import * as z from 'zod';
import type { Route } from './route.ts';
import { problemResource } from './schemas.ts';

type Json = Record<string, unknown>;

/** JSON Schema of what a client sends (`input`) or gets (`output`). */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query' | 'header'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, json]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
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
        content: { 'application/json': { schema: schemaOf(route.bodySchema, 'input') } },
      },
    }),
    responses: {
      [String(success.status)]: {
        description: success.description,
        content: { [isJson ? 'application/json' : type]: { schema } },
      },
      default: {
        description: 'A problem (RFC 9457) with a stable code.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

/** The OpenAPI 3.1 description, made from the very schemas that validate requests. */
export function describeApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'SupportMax Pro',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas: { Problem: schemaOf(problemResource, 'output') } },
  };
}
