import type { Agents } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Knowledge } from '#src/functions/parts.ts';
import { queues } from '#src/functions/queues.ts';
import type { Scope, VersionModule } from '#src/hosts/composition.ts';
import { type Laptop, type LaptopServices, openLaptop } from '#src/hosts/laptop/laptop.ts';
import type { BlobStoreDriver } from '#src/ports/blob-store/driver.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import type { IncomingFilesDriver } from '#src/ports/incoming-files/driver.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { forgets } from '#src/ports/projection-store/driver.ts';
import type { QueueDriver } from '#src/ports/queue/driver.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { forgettingListOn } from '#src/versions/kits/forgetting/forgetting-list.ts';
import type { MemoryLimits } from '#src/versions/kits/forgetting/memory-limits.ts';
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

export interface DeskParts {
  readonly version: string;
  readonly settings: Pick<DeskSettings, 'answerWithinMs' | 'log'>;
  /** True unless said otherwise. */
  readonly keepsAnsweredTickets?: boolean;
  readonly drivers: {
    readonly eventLog: EventLogDriver;
    readonly blobStore: BlobStoreDriver;
    readonly projectionStore: ProjectionStoreDriver;
    readonly stepResultStore: StepResultStoreDriver;
    /** In memory unless given, as the next one. */
    readonly journeyQueue?: QueueDriver;
    readonly incomingFiles?: IncomingFilesDriver;
  };
  /** All of them unless said otherwise. */
  readonly functions?: readonly DeskFunction[];
  /** Whose files are taken in, as a laptop is told it. */
  readonly tenants?: readonly string[] | null;
  /** How much a desk remembers whose drivers all forget; it keeps everything otherwise. */
  readonly remembers?: MemoryLimits;
  readonly agents: Agents;
  readonly policy: DeskPolicy;
  readonly articles: Knowledge;
  readonly close?: () => Promise<void>;
}

type Settings = DeskParts['settings'];

/** A whole desk on parts that a test holds, put together as a version is. */
export function assembleDesk(parts: DeskParts, services: LaptopServices): Promise<Laptop> {
  const { settings, functions = allFunctions, tenants } = parts;
  const version = versionOf(parts);
  return openLaptop({
    version,
    functions,
    settings,
    services,
    ...(tenants !== undefined && { tenants }),
  });
}

function versionOf(parts: DeskParts): VersionModule<Settings> {
  const { version, keepsAnsweredTickets = true, drivers, agents, policy, remembers } = parts;
  return {
    facts: { version, keepsAnsweredTickets },
    describe: async () => 'of parts',
    eventLog(scope) {
      scope.onClose(parts.close ?? (async () => {}));
      return ticketLog(scope, drivers.eventLog);
    },
    blobStore: (scope) => blobStoreOn(scope, drivers.blobStore),
    projectionStore(scope: Scope<Settings>) {
      const { projectionStore: rows } = drivers;
      if (!remembers) return ticketListOn(scope, rows);
      if (!forgets(rows)) throw new Error(`the driver ${rows.name} forgets nothing`);
      return forgettingListOn(scope, rows, remembers);
    },
    stepResultStore: (scope) => stepResultStoreOn(scope, drivers.stepResultStore),
    journeyQueue: (scope) =>
      queueOn(
        scope,
        'journeyQueue',
        drivers.journeyQueue ?? createInMemoryQueue({ ...scope.host, ...queues.journeyQueue }),
      ),
    incomingFiles: (scope) =>
      incomingFilesOn(scope, drivers.incomingFiles ?? createInMemoryIncomingFiles()),
    spendLedger: () => null,
    languageModel: () => null,
    knowledge: () => parts.articles,
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
