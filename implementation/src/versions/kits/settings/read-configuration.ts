import * as z from 'zod';
import { type DeskDefaults, deskConfiguration, toDeskSettings } from './desk-configuration.ts';
import type { DeskSettings } from './desk-settings.ts';
import { noSecrets, type ReadSecret } from './secret-reference.ts';
import { pathText, problemsOf, type SettingProblem } from './setting-problems.ts';
import { brokenRules } from './setting-rules.ts';

export type ReadConfiguration =
  | { readonly settings: DeskSettings }
  | { readonly problems: readonly [SettingProblem, ...SettingProblem[]] };

/** A version's settings from what its configuration says, or everything that is wrong with it. */
export function readConfiguration(
  defaults: DeskDefaults,
  given: unknown,
  readSecret: ReadSecret,
): ReadConfiguration {
  const schema = deskConfiguration(defaults, readSecret);
  const parsed = schema.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const wrong = problemsOf(issues, given, settingPaths(schema));
  const named = new Set(wrong.map(({ path }) => path));
  const broken = brokenRules(given)
    .map(({ path, message }) => ({ path: pathText(path), message }))
    // A setting of the wrong type breaks no rule besides.
    .filter(({ path }) => !named.has(path));
  const [first, ...more] = [...wrong, ...broken];
  if (first) return { problems: [first, ...more] };
  if (!parsed.success) throw new Error('a configuration was refused without a reason');
  return { settings: toDeskSettings(parsed.data) };
}

/** What a version does where nothing is configured. */
export function defaultSettings(defaults: DeskDefaults): DeskSettings {
  return toDeskSettings(deskConfiguration(defaults, noSecrets).parse({}));
}

/** Every setting and group of settings, as in `model.price.inputPerMillionUsd`. */
export function settingPaths(schema: z.ZodType): string[] {
  return pathsBelow(z.toJSONSchema(schema, { io: 'input' }), '');
}

function pathsBelow(schema: z.core.JSONSchema._JSONSchema, prefix: string): string[] {
  if (typeof schema === 'boolean') return [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...pathsBelow(inner, `${prefix}${key}.`),
  ]);
}
