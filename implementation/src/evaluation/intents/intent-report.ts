import { macroF1 } from '#src/algorithms/classification-metrics.ts';
import type { IntentOutcome } from './cross-validate-intents.ts';

/** Two intents that were taken for each other. */
export interface Confusion {
  readonly intents: readonly [string, string];
  /** How often the first was taken for the second, and the second for the first. */
  readonly counts: readonly [number, number];
}

export interface IntentReport {
  readonly utterances: number;
  readonly intents: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** Most frequent first. */
  readonly confusions: readonly Confusion[];
}

const mostConfusions = 8;

export function intentReport(outcomes: readonly IntentOutcome[]): IntentReport {
  const right = outcomes.filter(({ truth, stated }) => truth === stated).length;
  return {
    utterances: outcomes.length,
    intents: new Set(outcomes.map(({ truth }) => truth)).size,
    accuracy: right / Math.max(1, outcomes.length),
    macroF1: macroF1(outcomes),
    confusions: confusionsIn(outcomes).slice(0, mostConfusions),
  };
}

function confusionsIn(outcomes: readonly IntentOutcome[]): Confusion[] {
  const wrong = outcomes.filter(({ truth, stated }) => truth !== stated);
  const pairs = Map.groupBy(wrong, ({ truth, stated }) => [truth, stated].sort().join('\n'));
  return [...pairs.values()]
    .map((pair): Confusion => {
      const [first = '', second = ''] = [pair[0]?.truth, pair[0]?.stated].sort();
      const taken = pair.filter(({ truth }) => truth === first).length;
      return { intents: [first, second], counts: [taken, pair.length - taken] };
    })
    .sort((a, b) => sum(b) - sum(a) || (a.intents.join() < b.intents.join() ? -1 : 1));
}

const sum = ({ counts: [there, back] }: Confusion): number => there + back;
