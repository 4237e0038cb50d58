import type { ModelCache } from '#src/agents/model-cache.ts';
import { createStatisticalAgents, type StatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { evaluateDesk, type Outcome } from './evaluate-desk.ts';
import { type EvaluationQuestion, readEvaluationQuestions } from './evaluation-questions.ts';
import { type Half, inHalf } from './halves.ts';
import { asKnown } from './known-questions.ts';
import { type EvaluationReport, measure } from './measure.ts';

/** The versions that can be evaluated: v0.5 answers from the FAQs alone. */
export const evaluatedVersions = ['v0.5', 'v1'] as const;
export type EvaluatedVersion = (typeof evaluatedVersions)[number];

export interface CompanyEvaluation {
  readonly report: EvaluationReport;
  readonly outcomes: readonly Outcome[];
  /** Who was asked, and what: for whoever goes on with them. */
  readonly agents: StatisticalAgents;
  readonly questions: readonly EvaluationQuestion[];
}

export interface CompanyToEvaluate {
  /** The company's folder, where its questions are. */
  readonly directory: string;
  /** What the version knows: see {@link contentOfVersion}. */
  readonly content: Content;
  readonly version: EvaluatedVersion;
  /** Says what is valid, too. */
  readonly clock: Clock;
  /** All questions unless told. */
  readonly half?: Half;
  /** Puts other forms in the place of the trained ones; they are not asked more than needed. */
  readonly inForms?: (trained: StatisticalAgents) => StatisticalAgents;
  /** What was learned before, for whoever evaluates the same company several times. */
  readonly models?: ModelCache;
  /** Told how long training took, milliseconds. */
  readonly onTrained?: (millis: number) => void;
}

/** What a version knows of a company's content. */
export function contentOfVersion(version: EvaluatedVersion, content: Content): Content {
  if (version === 'v1') return content;
  return { ...content, articles: content.articles.filter((article) => article.kind === 'faq') };
}

/**
 * Trains the agents, and only then reads the questions: nothing that was trained can have seen them.
 * @throws SupportError as {@link readEvaluationQuestions}.
 */
export async function evaluateCompany(company: CompanyToEvaluate): Promise<CompanyEvaluation> {
  const { directory, content, version, clock, half = 'all', models, inForms, onTrained } = company;
  const began = clock.monotonic();
  const trained = createStatisticalAgents(content, { clock, ...(models && { cache: models }) });
  onTrained?.(clock.monotonic() - began);
  const agents = inForms?.(trained) ?? trained;
  const read = await readEvaluationQuestions(directory);
  const questions = asKnown(inHalf(read, half), content, clock.now());
  const { policy } = content;
  const outcomes = await evaluateDesk({ agents, policy, clock, warmUp: !inForms }, questions);
  const report = measure({
    version,
    half,
    threshold: agents.threshold,
    outcomes,
    areaOf: (id) => agents.articles.get(id)?.area ?? '(not in this version)',
  });
  return { report, outcomes, agents, questions };
}
