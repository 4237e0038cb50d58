import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import { createApp } from '#src/api/app.ts';
import type { Desk } from '#src/api/desk.ts';
import { dataSettings } from '#src/cli/settings.ts';
import type { Logger } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Composition } from '#src/hosts/laptop/composition.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import type { DeskParts } from '#src/versions/kits/assemble-desk.ts';
import { assembleDesk } from '#src/versions/kits/assemble-desk.ts';

/** A whole desk in this process, with the sample company's knowledge and its real agents. */
export interface MemoryDesk {
  readonly desk: Desk;
  readonly composition: Composition;
  readonly content: Content;
  /** What a host would call with every request. */
  fetch(request: Request): Promise<Response>;
  /** What the desk logged as an error: a test that expects none looks here. */
  readonly errors: readonly string[];
  /** Tells the desk to stop, as SIGTERM does. */
  stop(): void;
  close(): Promise<void>;
}

let trained: Promise<{ content: Content; agents: StatisticalAgents }> | null = null;

/** Training takes a second: the desks of one test file share it. */
async function train() {
  const content = await loadContent(dataSettings({}).contentDirectory);
  return { content, agents: createStatisticalAgents(content) };
}

let names = 0;

export async function openMemoryDesk(
  options: {
    readonly clock?: Clock;
    readonly drivers?: Partial<DeskParts['drivers']>;
    readonly close?: () => Promise<void>;
  } = {},
): Promise<MemoryDesk> {
  trained ??= train();
  const { content, agents } = await trained;
  const { clock = systemClock, drivers = {}, close = async () => {} } = options;
  const stopping = new AbortController();
  const errors: string[] = [];
  const composition = assembleDesk(
    {
      version: 'v1',
      describe: 'in memory',
      drivers: {
        eventLog: createInMemoryEventLog(),
        blobStore: createInMemoryBlobStore(),
        projectionStore: createInMemoryProjectionStore(),
        stepResultStore: createInMemoryStepResultStore(),
        ...drivers,
      },
      agents,
      policy: content.policy,
      articles: agents.articles,
      problems: [],
      close,
    },
    {
      clock,
      logger: errorLogger(errors),
      newId: () => {
        names += 1;
        return `name-${names}`;
      },
      progress: () => {},
      stopping: stopping.signal,
    },
  );
  await composition.worker.start();
  const app = createApp(composition.desk);
  return {
    desk: composition.desk,
    composition,
    content,
    fetch: async (request) => app.fetch(request),
    errors,
    stop: () => stopping.abort(),
    async close() {
      stopping.abort();
      await composition.close();
    },
  };
}

function errorLogger(errors: string[]): Logger {
  return {
    ...silentLogger,
    log(level, message, fields) {
      if (level === 'error') errors.push(`${message} ${JSON.stringify(fields)}`);
    },
  };
}
