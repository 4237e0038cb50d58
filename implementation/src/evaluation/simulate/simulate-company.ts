import type { Agents } from '#src/agents/agents.ts';
import type { ModelCache } from '#src/agents/model-cache.ts';
import { createStatisticalAgents, type StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { identify } from '#src/foundation/identity.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { readEvaluationQuestions } from '../evaluation-questions.ts';
import { inHalf } from '../halves.ts';
import { asKnown, standsAlone } from '../known-questions.ts';
import { drawStream, everyScenario } from './castings.ts';
import { goalsOf, type KnownQuestion } from './goal.ts';
import { tryManners } from './manner-trial.ts';
import type { Scenario } from './scenario.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { type Run, type SimulationPlan, simulate } from './simulate.ts';
import { openSimulatedDesk } from './simulated-desk.ts';
import { reportOn, type SimulationReport } from './simulation-report.ts';
import type { ResolutionTerms } from './ticket-belief.ts';

/** Where the customers' questions come from. */
export const questionSets = {
  questions: 'of the evaluation, which nothing that trains has read',
  training: 'a tenth of the training questions, held back from training',
} as const;
export type QuestionSet = keyof typeof questionSets;

export interface CompanyToSimulate {
  /** The company's folder, where its evaluation questions are. */
  readonly directory: string;
  readonly content: Content;
  readonly questions: QuestionSet;
  readonly seed: number;
  /** How often each scenario is played; a stream asks nobody twice. */
  readonly runs: number;
  /** So many conversations as they come in on ordinary days, in place of every scenario. */
  readonly stream?: number | undefined;
  readonly terms: ResolutionTerms;
  readonly clock: Clock;
  readonly attentive?: SimulationPlan['attentive'];
  readonly scenarios?: readonly Scenario[];
  /** Also asks the questions that have an answer in every manner of writing. */
  readonly tryManners?: boolean;
  /** Puts other forms in the place of the trained ones. */
  readonly inForms?: <Trained extends Agents>(trained: Trained) => Trained;
  /** Agents that are trained already on all of the content, and what customers may ask them. */
  readonly ready?: {
    readonly agents: StatisticalAgents;
    readonly questions: readonly KnownQuestion[];
  };
  /** What was learned before, for whoever simulates the same company several times. */
  readonly models?: ModelCache;
  /** Told how long training took, milliseconds. */
  readonly onTrained?: (millis: number) => void;
}

/**
 * Trains the agents, and only then reads the questions of the evaluation.
 * @throws SupportError as {@link readEvaluationQuestions}.
 */
export async function simulateCompany(
  company: CompanyToSimulate,
): Promise<{ readonly report: SimulationReport; readonly runs: readonly Run[] }> {
  const { directory, clock, questions, seed, inForms } = company;
  const { learned, heldBack } = split(company.content, questions);
  const began = clock.monotonic();
  const trained: StatisticalAgents =
    company.ready?.agents ??
    createStatisticalAgents(learned, {
      clock,
      ...(company.models && { cache: company.models }),
    });
  company.onTrained?.(clock.monotonic() - began);
  const { policy } = learned;
  const ofEvaluation = async () => {
    const read = inHalf(await readEvaluationQuestions(directory), 'test');
    return asKnown(read, learned, clock.now()).filter(standsAlone);
  };
  const asked: readonly KnownQuestion[] =
    company.ready?.questions ?? (questions === 'training' ? heldBack : await ofEvaluation());
  const goals = goalsOf(asked);
  const { terms, stream, scenarios = allScenarios } = company;
  const spoken = ({ language }: Scenario) =>
    language !== undefined && policy.languages.includes(language);
  const meant = scenarios.filter((scenario) => !spoken(scenario));
  const plan = {
    castings: stream ? drawStream(meant, stream, seed) : everyScenario(meant, company.runs),
    runsOfEach: stream ? null : company.runs,
    goals,
    seed,
    terms,
    attentive: company.attentive,
  };
  const desk = await openSimulatedDesk({
    agents: inForms?.(trained) ?? trained,
    articles: trained.articles,
    policy: { ...policy, silence: { days: terms.silenceDays, of: 'all' } },
    seed,
    stopwatch: () => clock.monotonic(),
  });
  try {
    const simulated = await simulate(plan, desk);
    const report = reportOn(plan, questionSets[questions], simulated);
    const manners = company.tryManners && (await tryManners(goals.known, desk, seed));
    return { report: { ...report, ...(manners && { manners }) }, runs: simulated.runs };
  } finally {
    await desk.close();
  }
}

/** Customers ask nothing that the desk has learned from: what is theirs is held back. */
function split(content: Content, questions: QuestionSet) {
  if (questions === 'questions') return { learned: content, heldBack: [] };
  const { training } = content;
  const isHeldBack = ({ text }: KnownQuestion) =>
    Number.parseInt(identify('held back', text).slice(0, 8), 16) % 10 === 0;
  const heldBack = training.questions.filter(isHeldBack);
  const kept = training.questions.filter((question) => !isHeldBack(question));
  return { learned: { ...content, training: { ...training, questions: kept } }, heldBack };
}
