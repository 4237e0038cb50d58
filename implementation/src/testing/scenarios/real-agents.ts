import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { sharedModels } from '../shared-models.ts';
import { ScenarioDesk } from './scenario-desk.ts';

/** The folder of the sample company: the one that has a desk's policy. */
export function contentFolder(): string {
  const contents = fileURLToPath(new URL('../../../content', import.meta.url));
  const company = readdirSync(contents).find((name) =>
    existsSync(join(contents, name, 'policy.json')),
  );
  if (company === undefined) throw new Error(`no company has its content in ${contents}`);
  return join(contents, company);
}

export interface SampleCompany {
  readonly content: Content;
  readonly agents: StatisticalAgents;
  /** Every utterance that the classifiers learned from, as it stands in the file. */
  readonly trainingText: string;
}

let loaded: Promise<SampleCompany> | null = null;

/** The sample company's content, and the agents that a desk trains on it: once a test process. */
export function sampleCompany(): Promise<SampleCompany> {
  loaded ??= (async () => {
    const folder = contentFolder();
    const content = await loadContent(folder);
    const agents = createStatisticalAgents(content, { cache: sharedModels() });
    const trainingText = await readFile(`${folder}/training/utterances.jsonl`, 'utf8');
    return { content, trainingText, agents };
  })();
  return loaded;
}

/** A desk that answers from the sample company's content. */
export async function sampleDesk(
  createEngine: CreateJourneyEngine,
): Promise<ScenarioDesk<StatisticalAgents>> {
  const { agents, content } = await sampleCompany();
  return new ScenarioDesk({ createEngine, agents, policy: content.policy });
}
