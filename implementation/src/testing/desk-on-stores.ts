import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { LogFields } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { assumeResolutions } from '#src/functions/assume-resolutions/assume-resolutions.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { unconfigured } from '#src/versions/v1-mvp/settings.ts';
import { type Call, clientOf } from './api/client.ts';
import { assembleDesk } from './desk-of-parts.ts';
import { ScriptedAgents, scenarioPolicy } from './scenarios/scripted-agents.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface DeskOnStores {
  readonly laptop: Laptop;
  readonly call: Call;
  readonly failures: readonly LogFields[];
  /**
   * Moves time on, as for a machine that slept until shortly before, and waits for what every
   * schedule does then.
   */
  passes(byMs: number): Promise<void>;
  close(): Promise<void>;
}

let named = 0;

/** Thanks are thanks, a wish for a person is one, and all else is a question with a sure answer. */
const agents = new ScriptedAgents({
  classify({ text }) {
    if (text.startsWith('Thanks')) return { intent: 'thanks' };
    return text.includes('a person') ? { intent: 'wants-person' } : {};
  },
});

/** Until it has run, and a sweep after it has brought the list up. */
const awakeMs = assumeResolutions.trigger.everySeconds * 1_000 + 15_000;
/** Shorter than what any function may take: a store that answers in real time answers in time. */
const stepMs = 15_000;

/** A whole desk on these stores, which others may write to as well. */
export async function openDeskOnStores(parts: {
  readonly clock: VirtualClock;
  readonly log: EventLogDriver;
  readonly rows: ProjectionStoreDriver;
  readonly policy?: Partial<DeskPolicy>;
}): Promise<DeskOnStores> {
  const { clock, log, rows, policy } = parts;
  const failures: LogFields[] = [];
  const logger = {
    ...silentLogger,
    child: () => logger,
    log(level: string, _message: string, fields: LogFields = {}) {
      if (level === 'error') failures.push(fields);
    },
  };
  const stopping = new AbortController();
  const laptop = await assembleDesk(
    {
      version: 'test',
      settings: unconfigured,
      drivers: {
        eventLog: { ...log, capabilities: { ...log.capabilities, shared: true } },
        blobStore: createInMemoryBlobStore(),
        projectionStore: rows,
        stepResultStore: createInMemoryStepResultStore(),
      },
      agents,
      policy: { ...scenarioPolicy, ...policy },
      articles: { get: () => null, validAt: () => [] },
    },
    {
      clock,
      logger,
      newId() {
        named += 1;
        return `stores-${named}`;
      },
      random: () => 0.5,
      progress: () => {},
      stopping: stopping.signal,
    },
  );
  await laptop.start();
  return {
    laptop,
    call: clientOf(laptop.fetch),
    failures,
    async passes(byMs) {
      await laptop.settled();
      clock.setWallClock(clock.now() + byMs - awakeMs);
      for (let passed = 0; passed < awakeMs; passed += stepMs) {
        await clock.advance(stepMs);
        await laptop.settled();
      }
    },
    async close() {
      stopping.abort('done');
      await laptop.close();
    },
  };
}
