import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import { dataSettings } from '#src/cli/settings.ts';
import type { Logger } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Desk } from '#src/functions/parts.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import type { DeskParts } from '#src/testing/desk-of-parts.ts';
import { assembleDesk } from '#src/testing/desk-of-parts.ts';
import { sharedModels } from '#src/testing/shared-models.ts';
import { unconfigured } from '#src/versions/v1-mvp/settings.ts';

/** A whole desk in this process, with knowledge of the sample company and its real agents. */
export interface MemoryDesk {
  readonly desk: Desk;
  readonly composition: Laptop;
  readonly content: Content;
  /** What a host would call with every request. */
  fetch(request: Request): Promise<Response>;
  /** What the desk logged as an error: a test that expects none looks here. */
  readonly errors: readonly string[];
  /** Tells the desk to stop, as SIGTERM does. */
  stop(): void;
  close(): Promise<void>;
}

/** What a desk knows: the whole sample company, or a few of its articles and no training. */
export type Knowledge = 'whole' | 'little';

const trained = new Map<Knowledge, Promise<{ content: Content; agents: StatisticalAgents }>>();

/** Training the whole takes seconds: the desks of one test file share it. */
async function train(knowledge: Knowledge) {
  const whole = await loadContent(dataSettings({}).contentDirectory);
  const untrained = {
    utterances: [],
    urgency: [],
    sentiment: [],
    questions: [],
    calibration: [],
  };
  const little = { ...whole, articles: whole.articles.slice(0, 12), training: untrained };
  const content: Content = knowledge === 'whole' ? whole : little;
  return { content, agents: createStatisticalAgents(content, { cache: sharedModels() }) };
}

function trainOnce(knowledge: Knowledge) {
  const training = trained.get(knowledge) ?? train(knowledge);
  trained.set(knowledge, training);
  return training;
}

let names = 0;

export async function openMemoryDesk(
  options: {
    readonly clock?: Clock;
    /** A little, unless told otherwise. */
    readonly knowledge?: Knowledge;
    readonly drivers?: Partial<DeskParts['drivers']>;
    readonly close?: () => Promise<void>;
  } = {},
): Promise<MemoryDesk> {
  const { clock = systemClock, drivers = {}, close = async () => {} } = options;
  const { content, agents } = await trainOnce(options.knowledge ?? 'little');
  const stopping = new AbortController();
  const errors: string[] = [];
  const composition = await assembleDesk(
    {
      version: 'v1',
      settings: unconfigured,
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
      close,
    },
    {
      clock,
      logger: errorLogger(errors),
      newId: () => {
        names += 1;
        return `name-${names}`;
      },
      random: () => 0.5,
      progress: () => {},
      stopping: stopping.signal,
    },
  );
  await composition.start();
  return {
    desk: composition.desk,
    composition,
    content,
    fetch: composition.fetch,
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
