import type * as z from 'zod';
import { nearestName } from './nearest-name.ts';

/** One thing that is wrong with a configuration. */
export interface SettingProblem {
  /** As in `model.apiKey.env`. */
  readonly path: string;
  /** What is wrong and what to do, to be read after the path. Holds no secret. */
  readonly message: string;
}

/**
 * What zod found, in words for whoever wrote the configuration: one problem for each setting.
 * `known` are the paths of all settings there are.
 */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  given: unknown,
  known: readonly string[],
): SettingProblem[] {
  const problems = new Map<string, SettingProblem>();
  for (const issue of issues) {
    const found =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(issue.path, key, known))
        : [{ path: pathText(issue.path), message: wordsOf(issue, valueAt(given, issue.path)) }];
    for (const one of found) if (!problems.has(one.path)) problems.set(one.path, one);
  }
  return [...problems.values()];
}

/** `model.apiKey`; a key that is no plain word stands in quotes. Empty for the whole. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'string' ? keyText(key) : `[${String(key)}]`))
    .join('.')
    .replaceAll('.[', '[');
}

const keyText = (key: string): string => {
  if (/^[A-Za-z_$][\w$-]{0,59}$/.test(key)) return key;
  const short = key.length > 60 ? `${key.slice(0, 57)}…` : key;
  // Nothing that a terminal would act upon.
  return JSON.stringify(short).replace(/\p{C}/gu, '?');
};

function wordsOf({ message }: z.core.$ZodIssue, value: unknown): string {
  if (!message.startsWith('must be ')) return message;
  return value === undefined ? `is missing; it ${message}` : `${message}, not ${shown(value)}`;
}

/** Longer texts are not repeated: keys of models are longer, and may stand in the wrong place. */
const longestShown = 16;

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `${value}`;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  const text = String(value);
  const plain = text.length <= longestShown && !/\p{C}/u.test(text);
  return plain ? JSON.stringify(text) : `a text of ${text.length} characters`;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<PropertyKey, unknown>)[key];
  }, given);
}

function unknownKey(
  parent: readonly PropertyKey[],
  key: string,
  known: readonly string[],
): SettingProblem {
  const prefix = parent.length === 0 ? '' : `${pathText(parent)}.`;
  const siblings = known
    .filter((one) => one.startsWith(prefix) && !one.slice(prefix.length).includes('.'))
    .map((one) => one.slice(prefix.length));
  const elsewhere = known.find((one) => lastOf(one).toLowerCase() === key.toLowerCase());
  const meant = nearestName(key, siblings) ?? elsewhere;
  const advice = meant ? `did you mean ${meant}?` : `known here are ${siblings.join(', ')}`;
  return { path: pathText([...parent, key]), message: `is not a known key; ${advice}` };
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
