import { SupportError } from '#src/foundation/support-error.ts';
import type { Comparison } from './compare/compare.ts';
import { keptOutcome } from './compare/kept-outcome.ts';
import { contentFacts, isoTime, type MeasuredOn, type Measurement } from './compare/measurement.ts';
import { keptScenarios } from './compare/scenario-figures.ts';
import {
  type CompanyEvaluation,
  type CompanyToEvaluate,
  evaluateCompany,
} from './evaluate-company.ts';
import type { Outcome } from './evaluate-desk.ts';
import { crossValidateIntents, type IntentOutcome } from './intents/cross-validate-intents.ts';
import { type IntentReport, intentReport } from './intents/intent-report.ts';
import { standsAlone } from './known-questions.ts';
import type { EvaluationReport } from './measure.ts';
import type { Run } from './simulate/simulate.ts';
import { simulateCompany } from './simulate/simulate-company.ts';
import type { SimulationReport } from './simulate/simulation-report.ts';

/** What takes long, and how much of it is wanted. A text says why something is left out. */
export interface EvaluationParts {
  readonly intents: true | string;
  readonly simulation: { readonly seed: number; readonly runs: number } | string;
}

export interface WholeReport extends EvaluationReport {
  readonly on: MeasuredOn;
  readonly intents: IntentReport | null;
  readonly simulation: SimulationReport | null;
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** Null where there was no baseline. */
  readonly comparison: Comparison | null;
}

export interface WholeEvaluation {
  readonly report: WholeReport;
  readonly outcomes: readonly Outcome[];
  readonly measurement: Measurement;
}

/** The time of silence that counts as a resolution, and how long nothing may follow: as `simulate`. */
const terms = { silenceDays: 3, durableDays: 7 };

/**
 * Everything that can be measured of a company's desk.
 * @throws SupportError as {@link evaluateCompany}.
 */
export async function evaluateWhole(
  company: CompanyToEvaluate & {
    readonly parts: EvaluationParts;
    /** The forms of the agents, in words. */
    readonly agents: string;
  },
): Promise<WholeEvaluation> {
  const { content, version, clock, half = 'all', parts } = company;
  const at = isoTime(clock.now());
  const evaluated = await evaluateCompany(company);
  const skipped: string[] = [];
  const intents = intentsOf(company, skipped);
  const simulated = await simulationOf(company, evaluated, skipped);
  const on: MeasuredOn = {
    company: content.policy.company,
    version,
    half,
    at,
    content: contentFacts(content),
    agents: company.agents,
    simulation: simulated && typeof parts.simulation === 'object' ? parts.simulation : null,
  };
  const { report, outcomes } = evaluated;
  return {
    report: {
      ...report,
      on,
      intents: intents && intentReport(intents),
      simulation: simulated?.report ?? null,
      skipped,
      comparison: null,
    },
    outcomes,
    measurement: {
      on,
      questions: outcomes.map(keptOutcome),
      intents,
      scenarios: simulated && keptScenarios(simulated.runs),
      perResolution: simulated && {
        costUsd: simulated.report.perRealResolution.costUsd,
        millis: simulated.report.time.perRealResolutionMs,
      },
    },
  };
}

function intentsOf(
  { content, parts }: CompanyToEvaluate & { readonly parts: EvaluationParts },
  skipped: string[],
): IntentOutcome[] | null {
  const { utterances } = content.training;
  if (parts.intents === true && utterances.length > 0) return crossValidateIntents(utterances);
  const why = parts.intents === true ? 'there are no training utterances' : parts.intents;
  skipped.push(`intents: ${why}`);
  return null;
}

async function simulationOf(
  {
    directory,
    content,
    version,
    clock,
    parts,
  }: CompanyToEvaluate & {
    readonly parts: EvaluationParts;
  },
  { agents, questions }: CompanyEvaluation,
  skipped: string[],
): Promise<{ readonly report: SimulationReport; readonly runs: readonly Run[] } | null> {
  const skip = (why: string) => {
    skipped.push(`simulated conversations: ${why}`);
    return null;
  };
  if (typeof parts.simulation === 'string') return skip(parts.simulation);
  if (version !== 'v1') return skip('customers talk to v1 alone');
  try {
    return await simulateCompany({
      directory,
      content,
      clock,
      ...parts.simulation,
      terms,
      questions: 'questions',
      ready: { agents, questions: questions.filter(standsAlone) },
    });
  } catch (error) {
    // Too few questions for what the scenarios want to know.
    if (error instanceof SupportError && error.code === 'invalid_argument') {
      return skip(error.message);
    }
    throw error;
  }
}
