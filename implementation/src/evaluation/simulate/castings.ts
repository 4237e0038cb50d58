import { chanceOf } from './chance.ts';
import type { Scenario } from './scenario.ts';

/** One conversation to be played. */
export interface Casting {
  readonly scenario: Scenario;
  /** Which run of its scenario this is, from 1: another one says the same in other words. */
  readonly run: number;
  /** Castings of one scenario that have the same occasion want the same; null: all its runs do. */
  readonly occasion: string | null;
}

/** Every scenario as often as told, round after round; all runs of one want the same. */
export function everyScenario(scenarios: readonly Scenario[], runs: number): Casting[] {
  return Array.from({ length: runs }, (_, at) =>
    scenarios.map((scenario) => ({ scenario, run: at + 1, occasion: null })),
  ).flat();
}

/** A sort of conversation, and its share of all that comes in, 0–1. */
interface StreamPart {
  readonly name: string;
  readonly share: number;
  readonly holds: (scenario: Scenario) => boolean;
}

/**
 * What comes in on ordinary days, set before a stream was ever played: mostly one question, and one
 * conversation in five that is for people or trouble. The scenarios by themselves are a test of
 * everything that can happen, and hold far more of the latter.
 */
export const streamParts: readonly StreamPart[] = [
  { name: 'one question', share: 0.64, holds: (one) => isAnswered(one) && one.goals.length < 2 },
  {
    name: 'several questions',
    share: 0.16,
    holds: (one) => isAnswered(one) && one.goals.length > 1,
  },
  { name: 'for people', share: 0.13, holds: ({ ends }) => ends === 'handed over' },
  { name: 'trouble', share: 0.07, holds: ({ ends }) => ends === 'not wrong' },
];

const resolution = 1_000_000;
const isAnswered = ({ ends }: Scenario): boolean => ends === 'answered';

/** So many conversations by the shares of {@link streamParts}, each of which wants something else. */
export function drawStream(
  scenarios: readonly Scenario[],
  conversations: number,
  seed: number,
): Casting[] {
  const chance = chanceOf('stream', seed);
  const parts = streamParts
    .map(({ share, holds }) => ({ share, scenarios: scenarios.filter(holds) }))
    .filter((part) => part.scenarios.length > 0);
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  return Array.from({ length: conversations }, (_, at) => {
    let left = (chance.below(resolution) / resolution) * total;
    const part = parts.find(({ share }) => {
      left -= share;
      return left < 0;
    });
    const scenario = chance.oneOf((part ?? (parts[0] as (typeof parts)[number])).scenarios);
    return { scenario, run: at + 1, occasion: `conversation ${at + 1}` };
  });
}
