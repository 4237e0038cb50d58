import { canonicalJson, contentHash } from '#src/foundation/identity.ts';
import type { Millis } from '#src/foundation/time.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import type { EvaluatedVersion } from '../evaluate-company.ts';
import type { Half } from '../halves.ts';
import type { IntentOutcome } from '../intents/cross-validate-intents.ts';
import { intentFigures } from './intent-figures.ts';
import type { KeptOutcome } from './kept-outcome.ts';
import { questionFigures } from './question-figures.ts';
import { type KeptScenario, scenarioFigures } from './scenario-figures.ts';

/** What was measured on what. */
export interface MeasuredOn {
  readonly company: string;
  readonly version: EvaluatedVersion;
  readonly half: Half;
  /** The moment whose articles were valid, ISO 8601. */
  readonly at: string;
  /** Everything the desk learned and answered from. */
  readonly content: { readonly articles: number; readonly hash: string };
  /** The forms of the agents, in words. */
  readonly agents: string;
  /** Null where no conversations were simulated. */
  readonly simulation: { readonly seed: number; readonly runs: number } | null;
}

/** Every outcome of one evaluation; what figures and comparisons are computed from. */
export interface Measurement {
  readonly on: MeasuredOn;
  readonly questions: readonly KeptOutcome[];
  /** Null where they were skipped. */
  readonly intents: readonly IntentOutcome[] | null;
  readonly scenarios: readonly KeptScenario[] | null;
  /** US dollars and milliseconds of the desk for each real resolution; of this machine, this day. */
  readonly perResolution: {
    readonly costUsd: number | null;
    readonly millis: number | null;
  } | null;
}

export function contentFacts(content: Content): MeasuredOn['content'] {
  const { articles, retired = [], policy, training } = content;
  const told = [...articles, ...retired].map(
    ({ id, contentHash: hash, validFromMs = null, validUntilMs = null, area }) =>
      [id, hash, validFromMs, validUntilMs, area] as const,
  );
  const hash = contentHash(canonicalJson({ told, retired: retired.length, policy, training }));
  return { articles: articles.length, hash: hash.slice(0, 32) };
}

export const isoTime = (at: Millis): string => new Date(at).toISOString();

/** Every figure by its key, over everything that was measured. */
export function figuresOf(measurement: Measurement): Record<string, number | null> {
  const { questions, intents, scenarios } = measurement;
  return Object.fromEntries([
    ...questionFigures.map(({ key, of }) => [key, of(questions)] as const),
    ...(intents ? intentFigures.map(({ key, of }) => [key, of(intents)] as const) : []),
    ...(scenarios ? scenarioFigures.map(({ key, of }) => [key, of(scenarios)] as const) : []),
  ]);
}
