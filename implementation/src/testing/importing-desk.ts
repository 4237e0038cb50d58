import type { Logger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import { importFile } from '#src/functions/import-file/import-file.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { IncomingFilesDriver } from '#src/ports/incoming-files/driver.ts';
import { IncomingFiles } from '#src/ports/incoming-files/incoming-files.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import { createIncomingFileReader } from '#src/versions/kits/incoming-file-reader.ts';
import { createRecordingLogger } from './recorders.ts';
import { aTicketLog } from './ticket-logs.ts';
import { createVirtualClock } from './virtual-clock.ts';

export interface ImportingDeskOptions {
  readonly incoming: IncomingFilesDriver;
  readonly limitBytes?: number;
  readonly eventLog?: EventLogDriver;
  readonly stepResults?: StepResultStoreDriver;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Replaces parts of the log of tickets. */
  readonly faults?: (own: TicketLog) => Partial<TicketLog>;
  readonly stopping?: AbortSignal;
}

/** The function that imports files, on its real parts, as every host has it. */
export function openImportingDesk(options: ImportingDeskOptions) {
  const { clock = createVirtualClock(), logger = createRecordingLogger(), limitBytes } = options;
  const { eventLog: logDriver = createInMemoryEventLog() } = options;
  const { stepResults = createInMemoryStepResultStore() } = options;
  const { stopping = new AbortController().signal, faults = () => ({}) } = options;
  const limits = limitBytes === undefined ? {} : { limitBytes };
  const files = new IncomingFiles({ driver: options.incoming, clock, ...limits });
  const own = aTicketLog(logDriver, { clock });
  const eventLog = withFaults(own, faults(own));
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const desk = {
    version: 'test',
    keepsAnsweredTickets: true,
    answerWithinMs: 2_000,
    policy: {} as never,
    clock,
    logger,
    metrics: noMetrics,
    newId,
    stopping,
    eventLog,
    stepResultStore: new StepResultStore(stepResults),
    incomingFiles: createIncomingFileReader(files),
  };
  const host: FunctionHost<typeof importFile.trigger> = hostFunction(importFile, desk);
  /** How many messages each ticket holds. */
  const messages = async (): Promise<number[]> => {
    const { changes } = await own.log.changes(null, 1_000);
    const tenants = new Map(changes.map(({ subject, tenant }) => [subject, tenant]));
    const reading = [...tenants].map(async ([subject, tenant]) => {
      const { ticket } = await own.read(createContext({ tenant, requestId: 'request' }), subject);
      return ticket?.turns.length ?? 0;
    });
    return Promise.all(reading);
  };
  return { host, files, clock, newId, messages };
}

function withFaults(own: TicketLog, faults: Partial<TicketLog>): TicketLog {
  return new Proxy(own, {
    get(target, name: keyof TicketLog) {
      const value = faults[name] ?? target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
