import { silentLogger } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import type { DeskParts } from '#src/testing/desk-of-parts.ts';
import { assembleDesk } from '#src/testing/desk-of-parts.ts';
import type { MemoryLimits } from '#src/versions/kits/forgetting/memory-limits.ts';
import { unconfigured } from '#src/versions/v0.5-baseline/settings.ts';
import { clientOf } from './api/client.ts';
import { ScriptedAgents, scenarioPolicy } from './scenarios/scripted-agents.ts';

const plenty = { count: 1_000, bytes: 1e9 };

/**
 * Says what the message asks for: “person” gets one, “thanks” is thanks, and whatever else is a
 * question that is answered.
 */
const script = {
  classify({ text }: { readonly text: string }) {
    if (text.includes('person')) return { intent: 'wants-person' };
    return text.includes('thanks') ? { intent: 'thanks' } : {};
  },
};

let named = 0;

/** A desk in memory alone with scripted agents, which remembers as much as it is told. */
export async function openForgettingDesk(
  options: {
    /** Plenty of what is left out; null: everything. */
    readonly remembers?: Partial<MemoryLimits> | null;
    readonly drivers?: Partial<DeskParts['drivers']>;
  } = {},
) {
  const { remembers = {}, drivers: given = {} } = options;
  const errors: (readonly [string, unknown])[] = [];
  const agents = new ScriptedAgents(script);
  const drivers = {
    eventLog: createInMemoryEventLog(),
    blobStore: createInMemoryBlobStore(),
    projectionStore: createInMemoryProjectionStore(),
    stepResultStore: createInMemoryStepResultStore(),
    ...given,
  };
  const parts: DeskParts = {
    version: 'test',
    settings: unconfigured,
    keepsAnsweredTickets: false,
    ...(remembers && { remembers: { chats: plenty, tickets: plenty, ...remembers } }),
    drivers,
    agents,
    policy: scenarioPolicy,
    articles: { get: () => null, validAt: () => [] },
  };
  const laptop = await assembleDesk(parts, {
    clock: systemClock,
    logger: {
      ...silentLogger,
      log: (level, message, fields) => {
        if (level === 'error') errors.push([message, fields]);
      },
    },
    newId() {
      named += 1;
      return `name-${named}`;
    },
    random: () => 0,
    progress: () => {},
    stopping: new AbortController().signal,
  });
  const { desk, close, fetch, settled } = laptop;
  await laptop.start();
  const call = clientOf(fetch);
  /** What a customer gets for a message, once the desk has done all that follows from it. */
  const ask = async (message: string, conversationId?: string, key?: string) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await call('/v1/chat', { body: { message, conversationId }, headers });
    await settled();
    return answer;
  };
  return { agents, ask, call, close, desk, drivers, errors, settled };
}

export type ForgettingDesk = Awaited<ReturnType<typeof openForgettingDesk>>;
