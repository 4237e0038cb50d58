import type { LogFields } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import type { LogBell } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { unconfigured } from '#src/versions/v1-mvp/settings.ts';
import { assembleDesk } from './desk-of-parts.ts';
import { answerTo } from './scenarios/answer-scenarios.ts';
import { ScenarioDesk } from './scenarios/scenario-desk.ts';
import type { Script } from './scenarios/scripted-agents.ts';
import { ScriptedAgents, scenarioPolicy } from './scenarios/scripted-agents.ts';

/** Lets everything happen that needs no time to pass. */
export async function pause(turns = 8): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The story of a ticket whose one message was answered. */
export const answered = [
  'customer ticket.opened chat ""',
  '+customer message.received "How?"',
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];

let named = 0;

/**
 * A laptop beside a desk that writes to the same log, as another process does. Its bell can be out of
 * order, and its clock stands still.
 */
export async function openedLaptop(options: { script?: Script; bell?: boolean } = {}) {
  const { script = {}, bell = true } = options;
  const driver = createInMemoryEventLog();
  // Two write to it, each with a memory of its own.
  const shared = { ...driver, capabilities: { ...driver.capabilities, shared: true } };
  const listeners = new Set<(bell: LogBell) => void>();
  const subscribe = (listener: (bell: LogBell) => void) => {
    listeners.add(listener);
    return shared.subscribe(listener);
  };
  const eventLog = { ...shared, subscribe: bell ? subscribe : () => () => {} };
  /** As a bell does that rings late, or twice. */
  const ring = (subject: string) => {
    for (const listener of listeners) listener({ tenant: 'tenant', subject });
  };
  const agents = new ScriptedAgents(script);
  const createEngine = createInProcessEngine;
  const desk = new ScenarioDesk({ createEngine, agents, eventLog, site: 'local' });
  const store = createInMemoryProjectionStore();
  const logged: (readonly [string, LogFields | undefined])[] = [];
  const logger = {
    ...silentLogger,
    child: () => logger,
    log(level: string, message: string, fields?: LogFields) {
      if (level === 'warn' || level === 'error') logged.push([message, fields]);
    },
  };
  const blobStore = createInMemoryBlobStore();
  const stepResultStore = createInMemoryStepResultStore();
  const incomingFiles = createInMemoryIncomingFiles();
  /** Another process on the same stores, each time. */
  const open = (stopping = new AbortController().signal): Promise<Laptop> =>
    assembleDesk(
      {
        version: 'test',
        settings: unconfigured,
        drivers: {
          eventLog,
          blobStore,
          projectionStore: store,
          stepResultStore,
          incomingFiles,
        },
        agents,
        policy: scenarioPolicy,
        articles: { get: () => null, validAt: () => [] },
      },
      {
        clock: desk.clock,
        logger,
        newId() {
          named += 1;
          return `name-${named}`;
        },
        random: () => 0.5,
        progress: () => {},
        stopping,
      },
    );
  return { desk, store, incomingFiles, logged, open, ring };
}

/** The same, started, and what tells it to stop. */
export async function startedLaptop(options: { script?: Script; bell?: boolean } = {}) {
  const opened = await openedLaptop(options);
  const stopping = new AbortController();
  const laptop = await opened.open(stopping.signal);
  await laptop.start();
  await pause();
  return { ...opened, laptop, stopping };
}
