import type { Agents } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { identify } from '#src/foundation/identity.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import type { Knowledge } from '#src/functions/parts.ts';
import { queues } from '#src/functions/queues.ts';
import type { VersionModule } from '#src/hosts/composition.ts';
import { openLaptop } from '#src/hosts/laptop/laptop.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { incomingFilesOn } from '#src/versions/kits/parts/incoming-files.ts';
import { journeys } from '#src/versions/kits/parts/journeys.ts';
import { metricsText } from '#src/versions/kits/parts/metrics-text.ts';
import { readiness } from '#src/versions/kits/parts/readiness.ts';
import {
  blobStoreOn,
  queueOn,
  stepResultStoreOn,
  ticketListOn,
} from '#src/versions/kits/parts/stores.ts';
import { ticketLog } from '#src/versions/kits/parts/ticket-log.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import { unconfigured } from '#src/versions/v1-mvp/settings.ts';
import { chanceOf } from './chance.ts';
import type { DeskDoor } from './desk-door.ts';
import { createSimulatedClock } from './simulated-clock.ts';

export interface SimulatedDeskParts {
  readonly agents: Agents;
  readonly articles: Knowledge;
  readonly policy: DeskPolicy;
  readonly seed: number;
  /** Real time, milliseconds. */
  readonly stopwatch: () => number;
}

export interface SimulatedDesk extends DeskDoor {
  close(): Promise<void>;
}

/** A Monday morning. */
const begins = Date.UTC(2026, 0, 5, 9);

/** v1 as it runs on a laptop, all of its functions at work, on stores in memory and its own time. */
export async function openSimulatedDesk(parts: SimulatedDeskParts): Promise<SimulatedDesk> {
  const { seed, stopwatch } = parts;
  const clock = createSimulatedClock(begins);
  const stopping = new AbortController();
  const chance = chanceOf('desk', seed);
  let named = 0;
  const laptop = await openLaptop({
    version: versionOf(parts),
    functions: allFunctions,
    settings: unconfigured,
    services: {
      clock,
      logger: silentLogger,
      newId() {
        named += 1;
        return identify('simulation', seed, named);
      },
      random: () => chance.below(1_000_000) / 1_000_000,
      progress: () => {},
      stopping: stopping.signal,
    },
  });
  await laptop.start();
  return {
    clock,
    stopwatch,
    fetch: (request) => laptop.fetch(request),
    settled: () => laptop.settled(),
    async close() {
      stopping.abort('done');
      await laptop.close();
    },
  };
}

function versionOf({ agents, articles, policy }: SimulatedDeskParts): VersionModule<DeskSettings> {
  return {
    facts: { version: 'v1', keepsAnsweredTickets: true },
    describe: async () => 'simulated, on stores in memory',
    eventLog: (scope) => ticketLog(scope, createInMemoryEventLog()),
    blobStore: (scope) => blobStoreOn(scope, createInMemoryBlobStore()),
    projectionStore: (scope) => ticketListOn(scope, createInMemoryProjectionStore()),
    stepResultStore: (scope) => stepResultStoreOn(scope, createInMemoryStepResultStore()),
    journeyQueue: (scope) =>
      queueOn(
        scope,
        'journeyQueue',
        createInMemoryQueue({ ...scope.host, ...queues.journeyQueue }),
      ),
    incomingFiles: (scope) => incomingFilesOn(scope, createInMemoryIncomingFiles()),
    spendLedger: () => null,
    languageModel: () => null,
    knowledge: () => articles,
    policy: () => policy,
    screener: () => agents.screener,
    classifier: () => agents.classifier,
    retriever: () => agents.retriever,
    answerer: () => agents.answerer,
    reviewer: () => agents.reviewer,
    journeys,
    readiness,
    metricsText,
  };
}
