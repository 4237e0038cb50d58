import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { ScenarioDesk } from './scenario-desk.ts';

const folder = fileURLToPath(new URL('../../../content/tallyfern', import.meta.url));

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
    const content = await loadContent(folder);
    const trainingText = await readFile(`${folder}/training/utterances.jsonl`, 'utf8');
    return { content, trainingText, agents: createStatisticalAgents(content) };
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
