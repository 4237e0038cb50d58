import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import type { JsonSchema, ResponseFormat } from './driver.ts';

/** The JSON Schema of what a model is to write. Throws `invalid_argument` where there is none. */
export function jsonSchemaOf(schema: z.ZodType, what: string): JsonSchema {
  try {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return rest;
  } catch (cause) {
    const message = `The schema of ${what} cannot be written as JSON Schema.`;
    throw new SupportError('invalid_argument', message, { cause });
  }
}

/** Keywords that providers hold a model to. The others go into the description, as a wish. */
const enforced = new Set([
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'const',
  'anyOf',
  'description',
  'additionalProperties',
  '$ref',
  '$defs',
]);

/** The schema as providers enforce it: every object closed, and no keyword that they refuse. */
export function responseFormatOf(schema: JsonSchema): ResponseFormat {
  const found = { strict: true };
  return { schema: enforceable(schema, found), strict: found.strict };
}

function enforceable(schema: JsonSchema, found: { strict: boolean }): JsonSchema {
  const kept: Record<string, unknown> = {};
  const wishes: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'oneOf') kept.anyOf = value;
    else if (enforced.has(keyword)) kept[keyword] = value;
    else if (!isTheWholeOf(keyword, value)) wishes[keyword] = value;
  }
  if (Object.keys(wishes).length > 0) {
    kept.description = [kept.description, JSON.stringify(wishes)].filter(Boolean).join(' ');
  }
  if (Object.keys(kept).every((keyword) => keyword === 'description')) found.strict = false;
  if (kept.type === 'object' || kept.properties !== undefined) closeObject(kept, found);
  return descend(kept, found);
}

/** Bounds that say nothing: every safe integer is within them, every key is a string. */
function isTheWholeOf(keyword: string, value: unknown): boolean {
  if (keyword === 'propertyNames') return true;
  return value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER;
}

function closeObject(schema: Record<string, unknown>, found: { strict: boolean }): void {
  schema.additionalProperties ??= false;
  const names = Object.keys((schema.properties ?? {}) as JsonSchema);
  const required = new Set((schema.required ?? []) as readonly string[]);
  if (schema.additionalProperties !== false || names.some((name) => !required.has(name))) {
    found.strict = false;
  }
}

function descend(schema: Record<string, unknown>, found: { strict: boolean }): JsonSchema {
  const inner = (value: unknown) =>
    isSchema(value) ? enforceable(value, found) : (value as JsonSchema);
  for (const keyword of ['items', 'additionalProperties']) {
    if (schema[keyword] !== undefined) schema[keyword] = inner(schema[keyword]);
  }
  if (Array.isArray(schema.anyOf)) schema.anyOf = schema.anyOf.map(inner);
  for (const keyword of ['properties', '$defs']) {
    if (!isSchema(schema[keyword])) continue;
    const entries = Object.entries(schema[keyword]);
    schema[keyword] = Object.fromEntries(entries.map(([name, value]) => [name, inner(value)]));
  }
  return schema;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
