import type { BootstrapOptions } from '#src/algorithms/paired-bootstrap.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { type ComparedFigure, compareFigures, type Pair, pairsOf } from './compare-figures.ts';
import { intentFigures } from './intent-figures.ts';
import type { KeptOutcome } from './kept-outcome.ts';
import type { MeasuredOn, Measurement } from './measurement.ts';
import { questionFigures } from './question-figures.ts';
import { scenarioFigures } from './scenario-figures.ts';

/** A measurement beside an earlier one. */
export interface Comparison {
  readonly before: MeasuredOn;
  /** What both were not measured on alike, in words: it may be what made the difference. */
  readonly otherwise: readonly string[];
  readonly questions: {
    readonly both: number;
    readonly onlyBefore: number;
    readonly onlyNow: number;
  };
  readonly figures: readonly ComparedFigure[];
  /** Ids of questions, in the order of the evaluation. */
  readonly turned: {
    readonly rightToWrong: readonly string[];
    readonly rightToAbstained: readonly string[];
    readonly abstainedToWrong: readonly string[];
    readonly toRight: readonly string[];
  };
}

/**
 * Compares over what both have: questions of the same words, utterances, scenarios.
 * @throws SupportError `invalid_argument` where the two are of different halves or versions, or
 * have nothing in common.
 */
export function compare(
  before: Measurement,
  now: Measurement,
  options: BootstrapOptions = {},
): Comparison {
  refuseOthers(before.on, now.on);
  const pairs = pairsOf(before.questions, now.questions, ({ id, hash }) => `${id} ${hash}`);
  if (pairs.length === 0) {
    throw new SupportError('invalid_argument', 'The baseline has none of the questions asked now.');
  }
  const utterances = pairsOf(
    uniqueById(before.intents ?? []),
    uniqueById(now.intents ?? []),
    ({ id }) => id,
  );
  const scenarios = pairsOf(before.scenarios ?? [], now.scenarios ?? [], ({ id }) => id);
  return {
    before: before.on,
    otherwise: [...differencesOf(before, now), ...answeredOtherwise(pairs)],
    questions: {
      both: pairs.length,
      onlyBefore: before.questions.length - pairs.length,
      onlyNow: now.questions.length - pairs.length,
    },
    figures: [
      ...compareFigures(questionFigures, pairs, options),
      ...(utterances.length > 0 ? compareFigures(intentFigures, utterances, options) : []),
      ...(scenarios.length > 0 ? compareFigures(scenarioFigures, scenarios, options) : []),
    ].filter(({ verdict }) => verdict !== 'nothing to compare'),
    turned: turnedIn(pairs),
  };
}

function refuseOthers(before: MeasuredOn, now: MeasuredOn): void {
  const refuse = (what: string, was: string, is: string) => {
    const message = `The baseline was measured on ${what} ${was}, and this is ${is}: no comparison can be fair. Measure both alike.`;
    throw new SupportError('invalid_argument', message);
  };
  if (before.half !== now.half) refuse('the half', before.half, now.half);
  if (before.version !== now.version) refuse('version', before.version, now.version);
}

function differencesOf({ on: before, ...was }: Measurement, { on: now, ...is }: Measurement) {
  const told: string[] = [];
  if (before.company !== now.company) told.push(`company: ${before.company}, now ${now.company}`);
  if (before.content.hash !== now.content.hash) {
    told.push(
      `content: ${before.content.articles} articles (${short(before)}), now ${now.content.articles} (${short(now)})`,
    );
  }
  const [wasDay, isDay] = [before.at.slice(0, 10), now.at.slice(0, 10)];
  if (wasDay !== isDay) told.push(`articles valid on ${wasDay}, now on ${isDay}`);
  if (before.agents !== now.agents) told.push(`agents: ${before.agents}, now ${now.agents}`);
  const [played, plays] = [before.simulation, now.simulation];
  if (played && plays && (played.seed !== plays.seed || played.runs !== plays.runs)) {
    told.push(
      `simulation: seed ${played.seed}, ${played.runs} runs, now seed ${plays.seed}, ${plays.runs} runs`,
    );
  }
  if ((was.intents === null) !== (is.intents === null)) told.push('intents: measured in one alone');
  if ((was.scenarios === null) !== (is.scenarios === null)) {
    told.push('simulated conversations: played in one alone');
  }
  return told;
}

function answeredOtherwise(pairs: readonly Pair<KeptOutcome>[]): string[] {
  const changed = pairs.filter(({ before, now }) => before.expected !== now.expected).length;
  if (changed === 0) return [];
  return [`what answers ${changed} of the questions is not what it was`];
}

const short = ({ content }: MeasuredOn): string => content.hash.slice(0, 8);

/** Two equal utterances have one name; the first stands for both. */
const uniqueById = <Unit extends { readonly id: string }>(units: readonly Unit[]): Unit[] => [
  ...new Map(units.toReversed().map((unit) => [unit.id, unit])).values(),
];

function turnedIn(pairs: readonly Pair<KeptOutcome>[]): Comparison['turned'] {
  const idsOf = (test: (pair: Pair<KeptOutcome>) => boolean) =>
    pairs.filter(test).map(({ now }) => now.id);
  const turned = (from: KeptOutcome['verdict'], to: KeptOutcome['verdict']) =>
    idsOf(({ before, now }) => before.verdict === from && now.verdict === to);
  return {
    rightToWrong: turned('right', 'wrong'),
    rightToAbstained: turned('right', 'abstained'),
    abstainedToWrong: turned('abstained', 'wrong'),
    toRight: idsOf(({ before, now }) => before.verdict !== 'right' && now.verdict === 'right'),
  };
}
