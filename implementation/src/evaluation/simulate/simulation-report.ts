import { percentile95, sum } from '../tally.ts';
import type { Verdict } from './customer.ts';
import type { MannerTrial } from './manner-trial.ts';
import { passPower } from './pass-power.ts';
import type { Scenario } from './scenario.ts';
import type { Run, Simulated, SimulationPlan } from './simulate.ts';
import type { ResolutionTerms } from './ticket-belief.ts';

/** A part, and of how many. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** `count / of`; null where there is nothing to divide by. */
  readonly share: number | null;
}

/** How one part of the scenarios came out. */
export interface Part {
  readonly name: string;
  readonly scenarios: number;
  readonly conversations: number;
  readonly endedRight: Share;
  readonly neverWrong: Share;
}

/** Resolutions, of the conversations that the agent answered alone. */
export interface Resolutions {
  readonly confirmed: Share;
  readonly assumed: Share;
  /** Confirmed or assumed, and not reopened in time: these count. */
  readonly durable: Share;
}

export interface SimulationReport {
  readonly seed: number;
  /** Where the customers' questions come from. */
  readonly questions: string;
  readonly scenarios: number;
  /** Null for a stream, in which scenarios come up as they do. */
  readonly runsOfEach: number | null;
  readonly conversations: number;
  readonly terms: ResolutionTerms;
  readonly answeredAlone: Share;
  readonly escalated: Share;
  /** Conversations in which the desk asked back at least once what was meant. */
  readonly askedBack: Share;
  /**
   * Conversations in which a customer took an option without reading and was told what they did not
   * ask: no wrong answer of the desk, and no help either.
   */
  readonly chosenAmiss: Share;
  readonly resolution: {
    /** As the desk's log has it. */
    readonly believed: Resolutions & { readonly reopened: Share };
    /** Those of them where the customer has what they came for. */
    readonly real: Resolutions;
  };
  /**
   * Durable resolutions by the agent alone, of all conversations: involvement × resolution.
   * `possible`: what a desk would reach that knows everything and is never unsure.
   */
  readonly automation: { readonly believed: Share; readonly real: Share; readonly possible: Share };
  /** Believed to be durably resolved, and not: wrong answers that nobody spoke up against. */
  readonly silentlyWrong: Share;
  readonly endedRight: Share;
  readonly neverWrong: Share;
  /** pass^1, pass^2, … as far as the runs go, up to 5; empty for a stream. */
  readonly passPower: { readonly right: readonly number[]; readonly neverWrong: readonly number[] };
  readonly byEnding: readonly Part[];
  readonly byPersona: readonly Part[];
  /** Why runs did not end right, most frequent first. */
  readonly shortcomings: readonly { readonly because: string; readonly runs: number }[];
  readonly perRealResolution: { readonly messages: number | null; readonly costUsd: number | null };
  readonly costUsd: number;
  /** What each manner of writing costs; only where it was asked for. */
  readonly manners?: readonly MannerTrial[];
  /** Real time: the only figures that differ between two runs of the same seed. Milliseconds. */
  readonly time: {
    readonly replies: number;
    readonly meanMs: number;
    readonly p95Ms: number;
    readonly perRealResolutionMs: number | null;
  };
}

const highestPower = 5;

export function reportOn(
  plan: SimulationPlan & { readonly runsOfEach: number | null },
  questions: string,
  { runs, costUsd }: Simulated,
): SimulationReport {
  const alone = runs.filter(({ belief }) => belief.answeredAlone);
  const lasting = alone.filter(({ belief }) => belief.durable);
  const real = lasting.filter(({ truth }) => truth.resolved === true);
  const messages = runs.flatMap(({ played }) => played.turns);
  const millis = messages.map(({ reply }) => reply.millis);
  const perResolution = (all: number) => (real.length === 0 ? null : all / real.length);
  const shareOf = (part: readonly Run[], whole = runs) => share(part.length, whole.length);
  return {
    seed: plan.seed,
    questions,
    scenarios: new Set(plan.castings.map(({ scenario }) => scenario.id)).size,
    runsOfEach: plan.runsOfEach,
    conversations: runs.length,
    terms: plan.terms,
    answeredAlone: shareOf(alone),
    escalated: shareOf(runs.filter(({ played }) => played.handedOver)),
    askedBack: shareOf(runs.filter((run) => hasTurn(run, 'asked back'))),
    chosenAmiss: shareOf(runs.filter((run) => hasTurn(run, 'chosen amiss'))),
    resolution: {
      believed: {
        ...resolutionsIn(alone, alone.length),
        reopened: shareOf(
          alone.filter(({ belief }) => belief.reopened),
          alone,
        ),
      },
      real: resolutionsIn(
        alone.filter(({ truth }) => truth.resolved === true),
        alone.length,
      ),
    },
    automation: {
      believed: shareOf(lasting),
      real: shareOf(real),
      possible: shareOf(runs.filter(({ scenario }) => couldBeResolved(scenario))),
    },
    silentlyWrong: shareOf(
      lasting.filter(({ truth }) => truth.resolved === false),
      lasting,
    ),
    endedRight: shareOf(runs.filter(({ truth }) => truth.endedRight)),
    neverWrong: shareOf(runs.filter(({ truth }) => truth.neverWrong)),
    passPower: {
      right: powersOf(plan.runsOfEach, runs, (run) => run.truth.endedRight),
      neverWrong: powersOf(plan.runsOfEach, runs, (run) => run.truth.neverWrong),
    },
    byEnding: partsBy(runs, ({ scenario }) => scenario.ends),
    byPersona: partsBy(runs, ({ scenario }) => scenario.persona),
    shortcomings: shortcomingsOf(runs),
    perRealResolution: {
      messages: perResolution(messages.length),
      costUsd: perResolution(costUsd),
    },
    costUsd,
    time: {
      replies: millis.length,
      meanMs: millis.length === 0 ? 0 : sum(millis) / millis.length,
      p95Ms: percentile95(millis),
      perRealResolutionMs: perResolution(sum(millis)),
    },
  };
}

const hasTurn = ({ played }: Run, kind: Verdict): boolean =>
  played.turns.some(({ verdict }) => verdict === kind);

/** Somebody wants to know something, and an article answers all of it. */
const couldBeResolved = ({ goals, ends }: Scenario): boolean =>
  ends !== 'handed over' && goals.length > 0 && !goals.includes('unknown');

function resolutionsIn(runs: readonly Run[], of: number): Resolutions {
  const count = (test: (run: Run) => boolean) => share(runs.filter(test).length, of);
  return {
    confirmed: count(({ belief }) => belief.resolution === 'confirmed'),
    assumed: count(({ belief }) => belief.resolution === 'assumed'),
    durable: count(({ belief }) => belief.durable),
  };
}

function powersOf(
  count: number | null,
  runs: readonly Run[],
  passed: (run: Run) => boolean,
): number[] {
  if (count === null) return [];
  const byScenario = Map.groupBy(runs, ({ scenario }) => scenario.id);
  const passes = [...byScenario.values()].map((of) => ({
    runs: count,
    passed: of.filter(passed).length,
  }));
  const powers = Math.min(highestPower, count);
  return Array.from({ length: powers }, (_, index) => passPower(passes, index + 1));
}

function partsBy(runs: readonly Run[], nameOf: (run: Run) => string): Part[] {
  return [...Map.groupBy(runs, nameOf)].map(([name, of]) => ({
    name,
    scenarios: new Set(of.map(({ scenario }) => scenario.id)).size,
    conversations: of.length,
    endedRight: share(of.filter(({ truth }) => truth.endedRight).length, of.length),
    neverWrong: share(of.filter(({ truth }) => truth.neverWrong).length, of.length),
  }));
}

function shortcomingsOf(runs: readonly Run[]): SimulationReport['shortcomings'] {
  const fell = runs.filter(({ truth }) => truth.because !== null);
  return [...Map.groupBy(fell, ({ truth }) => truth.because ?? '')]
    .map(([because, of]) => ({ because, runs: of.length }))
    .toSorted((left, right) => right.runs - left.runs);
}

const share = (count: number, of: number): Share => ({
  count,
  of,
  share: of === 0 ? null : count / of,
});
