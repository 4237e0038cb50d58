import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStatisticalAgents, type StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Laptop, LaptopServices } from '#src/hosts/laptop/laptop.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { assembleDesk, type DeskParts } from '#src/testing/desk-of-parts.ts';
import { unconfigured } from '#src/versions/v1-mvp/settings.ts';

export interface Sample {
  readonly content: Content;
  readonly agents: StatisticalAgents;
  /** Questions of the training set: real sentences, asked one after another. */
  readonly questions: readonly string[];
}

/** The sample company's content, and the agents trained on it. */
export async function loadSample(): Promise<Sample> {
  const root = fileURLToPath(new URL('../content', import.meta.url));
  const name = readdirSync(root).find((one) => existsSync(join(root, one, 'policy.json')));
  const content = await loadContent(join(root, name ?? ''));
  const agents = createStatisticalAgents(content);
  return { content, agents, questions: content.training.questions.map(({ text }) => text) };
}

let ids = 0;
function nextId(): string {
  ids += 1;
  return `bench-${process.pid}-${ids}`;
}

export const benchHost: LaptopServices = {
  clock: systemClock,
  logger: silentLogger,
  newId: nextId,
  random: Math.random,
  progress: () => {},
  stopping: new AbortController().signal,
};

export const inMemoryDrivers = (): DeskParts['drivers'] => ({
  eventLog: createInMemoryEventLog(),
  blobStore: createInMemoryBlobStore(),
  projectionStore: createInMemoryProjectionStore(),
  stepResultStore: createInMemoryStepResultStore(),
});

/** A desk of the sample company on the drivers given. */
export function benchDesk(
  { content, agents }: Sample,
  drivers: DeskParts['drivers'],
  close: () => Promise<void> = async () => {},
): Promise<Laptop> {
  const { policy } = content;
  const parts = {
    version: 'bench',
    settings: unconfigured,
    drivers,
    agents,
    policy,
    articles: agents.articles,
  };
  return assembleDesk({ ...parts, close }, benchHost);
}
