/** The fact sheet of a sample company: what its documents may say. */
import { readJson } from './company.ts';

export interface Plan {
  name: string;
  monthlyPerSeatUsd: number;
  yearlyPerSeatUsd: number;
  minimumSeats: number;
  limits: Record<string, string | number | null>;
  firstReply: string;
}

export interface ErrorCode {
  code: string;
  meaning: string;
  remedy: string;
}

/** `plans` have the feature; `pattern` is the regular expression by which prose names it. */
export interface Feature {
  feature: string;
  plans: string[];
  pattern?: string;
}

export interface World {
  company: string;
  addresses: string[];
  plans: Plan[];
  features: Feature[];
  facts: { area: string; id: string; fact: string }[];
  errorCodes: ErrorCode[];
  navigation: string[];
  quantities: { value: string; unit: string; of: string[] }[];
}

/** Reads `world.json`; throws when the sheet lacks one of its parts. */
export function readWorld(folder: string): World {
  const world = readJson(folder, 'world.json') as World;
  for (const key of [
    'plans',
    'features',
    'facts',
    'errorCodes',
    'navigation',
    'quantities',
  ] as const) {
    if (!Array.isArray(world[key])) throw new Error(`world.json: "${key}" is not a list`);
  }
  return world;
}

/** All prose of the fact sheet: the facts and the error codes with their remedies. */
export function worldSentences(world: World): string[] {
  const codes = world.errorCodes.map(
    ({ code, meaning, remedy }) => `${code}: ${meaning}. ${remedy}`,
  );
  return [...world.facts.map(({ fact }) => fact), ...codes];
}
