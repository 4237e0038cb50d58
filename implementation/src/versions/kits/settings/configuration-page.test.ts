import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defaults as baseline } from '../../v0.5-baseline/settings.ts';
import { defaults as mvp } from '../../v1-mvp/settings.ts';
import { deskConfiguration } from './desk-configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import { Secret } from './secret.ts';
import { noSecrets } from './secret-reference.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../../../../docs/configuration.md', import.meta.url)),
  'utf8',
);

interface Row {
  readonly key: string;
  readonly value: string;
  readonly standard: string;
}

const rows: Row[] = [...page.matchAll(/^\| `([\w.]+)` +\| ([^|]+)\| ([^|]+)\|/gm)].map(
  ([, key = '', value = '', standard = '']) => ({ key, value, standard }),
);

type Schema = Exclude<z.core.JSONSchema._JSONSchema, boolean>;

/** The settings of a version that are no groups, by their path. */
function leavesOf(schema: z.core.JSONSchema._JSONSchema, path = ''): Map<string, Schema> {
  if (typeof schema === 'boolean') return new Map();
  if (!schema.properties) return new Map([[path, schema]]);
  const inside = Object.entries(schema.properties);
  return new Map(
    inside.flatMap(([key, inner]) => [...leavesOf(inner, path === '' ? key : `${path}.${key}`)]),
  );
}

const schemaOf = (defaults: typeof baseline) =>
  leavesOf(z.toJSONSchema(deskConfiguration(defaults, noSecrets), { io: 'input' }));

/** What a schema allows at most and at least, by all its ways of being right. */
function limitsOf(schema: Schema): unknown[] {
  const ways = [schema, ...(schema.anyOf ?? [])].filter((one) => typeof one !== 'boolean');
  return ways.flatMap(({ minimum, maximum, exclusiveMinimum, enum: names }) => [
    ...[minimum, maximum, exclusiveMinimum].filter((limit) => limit !== undefined),
    ...(names ?? []).map((name) => JSON.stringify(name)),
  ]);
}

describe('docs/configuration.md', () => {
  it('has a row for every setting, and for nothing else', () => {
    expect(rows.map(({ key }) => key).sort()).toEqual([...schemaOf(baseline).keys()].sort());
  });

  it.each(rows)('$key: tells its limits and its defaults', ({ key, value, standard }) => {
    for (const defaults of [baseline, mvp]) {
      const schema = schemaOf(defaults).get(key) ?? {};
      for (const limit of limitsOf(schema)) expect(value).toContain(String(limit));
      if (schema.default === undefined) continue;
      expect(standard).toContain(JSON.stringify(schema.default));
    }
  });

  const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = '']) => json);
  it('has examples that a desk takes', () => {
    expect(examples).toHaveLength(3);
    for (const json of examples) {
      const secret = new Secret('sesame');
      const read = readConfiguration(baseline, JSON.parse(json), () => ({ secret }));
      expect(read).toHaveProperty('settings.model.name');
    }
  });
});
