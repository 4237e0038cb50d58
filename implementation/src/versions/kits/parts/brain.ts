import { join } from 'node:path';
import type { Agents } from '#src/agents/agents.ts';
import { describeThreshold } from '#src/agents/answer/answer-threshold.ts';
import { noCache } from '#src/agents/model-cache.ts';
import { createStatisticalAgents, type StatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Scope } from '#src/hosts/composition.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { KeptKnowledge } from '#src/knowledge/load/kept-knowledge.ts';
import { loadContent, loadPolicy } from '#src/knowledge/load/load-content.ts';
import { describeForms } from '../describe-forms.ts';
import type { ModelConnection } from '../model-connection.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';

export interface BrainSettings extends DeskSettings {
  /** The folder with articles, policy and training data. */
  readonly contentDirectory: string;
}

export type BrainScope = Scope<BrainSettings>;

/** The company's content; what of it is broken is named in the log, not hidden. */
export const contentOf = (scope: BrainScope): Promise<Content> => readContent(scope, undefined);

/** The same with what was loaded from elsewhere, for a version that keeps data. */
export const keptContentOf = (
  scope: Scope<BrainSettings & { readonly dataDirectory: string }>,
): Promise<Content> => readContent(scope, keptKnowledgeOf(scope.settings.dataDirectory));

async function readContent(
  { settings, host }: BrainScope,
  kept: KeptKnowledge | undefined,
): Promise<Content> {
  host.progress('reading the knowledge base and training the agents');
  const content = await loadContent(settings.contentDirectory, { kept });
  for (const problem of content.problems) {
    host.logger.log('warn', 'content was left out', { ...problem });
  }
  return content;
}

/** What `supportmax knowledge load` took in, and what the desk has read of its company's folder. */
export const keptKnowledgeOf = (dataDirectory: string) =>
  new KeptKnowledge(join(dataDirectory, 'knowledge'));

/** The policy alone, for whoever needs no article. */
export const policy = ({ settings }: BrainScope) => loadPolicy(settings.contentDirectory);

/** How a version has its agents made: from which articles, and where it keeps what they learned. */
export type OfflineAgents<Settings extends BrainSettings> = (
  scope: Scope<Settings>,
) => Promise<StatisticalAgents>;

/** The agents that need no key; they learn what was not learned before. */
export async function offlineAgents(
  scope: BrainScope,
  content: Content,
  models = scope.host.models ?? noCache,
): Promise<StatisticalAgents> {
  const agents = createStatisticalAgents(content, {
    cache: models,
    clock: scope.host.clock,
  });
  const { threshold } = agents;
  // Calibrated in vain: whoever set the bound has to know, on hosts without a start screen too.
  if (threshold.from === null && threshold.questions > 0) {
    scope.host.logger.log('warn', describeThreshold(threshold));
  }
  return agents;
}

/** In which forms the agents are, and that they answer nothing, where that is so. */
export async function describeAgents<Settings extends BrainSettings>(
  scope: Scope<Settings>,
  agents: OfflineAgents<Settings>,
): Promise<string> {
  const { threshold } = await scope.once(agents);
  const forms = describeForms(scope.settings);
  return threshold.from === null ? `${forms}; ${describeThreshold(threshold)}` : forms;
}

/** The configured model, or null; closed with the desk. */
export async function languageModel(scope: BrainScope): Promise<ModelConnection | null> {
  const { settings, host } = scope;
  const spending = await scope.part('spendLedger');
  if (!spending) return null;
  const { ledger } = spending;
  const { connectModel } = await import('../model-connection.ts');
  const model = await connectModel({ settings, ledger, metrics: host.metrics, host });
  if (model) scope.onClose(() => model.close());
  return model;
}

/** The classifier in the form that is configured. */
export async function classifierFrom<Settings extends BrainSettings>(
  scope: Scope<Settings>,
  agents: OfflineAgents<Settings>,
  contentFrom: (scope: Scope<Settings>) => Promise<Content> = contentOf,
): Promise<Agents['classifier']> {
  const { brain } = scope.settings;
  const { classifier } = await scope.once(agents);
  const model = await scope.part('languageModel');
  if (!model) return classifier;
  const { utterances } = (await scope.once(contentFrom)).training;
  const { classifierOf } = await import('../agent-forms.ts');
  return classifierOf(brain, classifier, model.form, utterances);
}

/** The answerer in the form that is configured. */
export async function answererFrom<Settings extends BrainSettings>(
  scope: Scope<Settings>,
  agents: OfflineAgents<Settings>,
): Promise<Agents['answerer']> {
  const { answerer } = await scope.once(agents);
  const model = await scope.part('languageModel');
  if (!model) return answerer;
  const { answererOf } = await import('../agent-forms.ts');
  return answererOf(scope.settings.brain, answerer, model.form);
}
