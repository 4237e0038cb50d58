import { type AgentCall, type Agents, callOf } from '#src/agents/agents.ts';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import type { Article, Desk } from '#src/api/desk.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { ModelError } from '#src/foundation/model-error.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import { FeedWorker } from '#src/hosts/laptop/feed-worker.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { JourneyRunner } from '#src/journey/journey-runner.ts';
import type { ContentProblem } from '#src/knowledge/load/content.ts';
import {
  createPrometheusMetrics,
  type PrometheusMetrics,
} from '#src/platforms/prometheus/metrics.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { BlobStoreDriver } from '#src/ports/blob-store/driver.ts';
import { CountedTicketLog } from '#src/ports/event-log/counted-ticket-log.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { forgets } from '#src/ports/projection-store/driver.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import { Projector } from '#src/projections/projector.ts';
import { Forgetting } from './forgetting/forgetting.ts';
import type { MemoryLimits } from './forgetting/memory-limits.ts';
import { createInteractionLog } from './interaction-log.ts';
import type { ModelConnection } from './model-connection.ts';
import type { DeskSettings } from './settings/desk-settings.ts';

/** One write region: replication between several comes with the version that has them. */
const site = 'local';

export interface DeskParts {
  readonly version: string;
  readonly describe: string;
  readonly settings: Pick<DeskSettings, 'answerWithinMs' | 'log'>;
  /** As in {@link Desk}; true unless said otherwise. */
  readonly keepsAnsweredTickets?: boolean;
  readonly drivers: {
    readonly eventLog: EventLogDriver;
    readonly blobStore: BlobStoreDriver;
    readonly projectionStore: ProjectionStoreDriver;
    readonly stepResultStore: StepResultStoreDriver;
  };
  /** How much a desk remembers whose drivers all forget; it keeps everything otherwise. */
  readonly remembers?: MemoryLimits;
  readonly agents: Agents;
  /** The model that the agents may ask; null or left out where they ask none. */
  readonly model?: ModelConnection | null;
  /** Where what the model costs is counted already; a new one otherwise. */
  readonly metrics?: PrometheusMetrics;
  readonly policy: DeskPolicy;
  readonly articles: { get(id: string): Article | null };
  /** Content that was left out because it is broken; named in the log, not hidden. */
  readonly problems: readonly ContentProblem[];
  /** Closes what the drivers run on. */
  readonly close: () => Promise<void>;
}

/** Wires drivers and agents into a desk: what every version has in common. */
export function assembleDesk(parts: DeskParts, host: HostServices): Composition {
  const { drivers, agents, policy, articles, version, settings, model = null } = parts;
  const { answerWithinMs } = settings;
  const { clock, logger, newId, stopping } = host;
  for (const problem of parts.problems) {
    logger.log('warn', 'content was left out because it is broken', { ...problem });
  }
  const metrics = parts.metrics ?? createPrometheusMetrics({ version });
  const blobs = new BlobStore(drivers.blobStore);
  const log = new EventLog({ driver: drivers.eventLog, blobs, clock, site });
  const keepsAnsweredTickets = parts.keepsAnsweredTickets ?? true;
  const soleWriter = !drivers.eventLog.capabilities.shared;
  const tickets = new CountedTicketLog(log, { metrics, soleWriter, keepsAnsweredTickets });
  const results = new StepResultStore(drivers.stepResultStore);
  const runner = runnerOf(parts, host, { tickets, results, metrics });
  const projector = new Projector({
    tickets,
    store: drivers.projectionStore,
    logger,
    onRows(rows) {
      worker.onRows(rows);
      forgetting?.onRows(rows);
    },
  });
  const worker = new FeedWorker({ tickets, runner, projector, clock, logger });
  const forgetting = forgettingOf(parts, host, { tickets, blobs, results, metrics });
  metrics.gauge('supportmax_journeys_under_way', 'Journeys that run now.', () => runner.underWay);
  const agentsAnswer = tryOut(agents);
  // Asked for at the first look at readiness; until then nobody waits for it.
  agentsAnswer.catch(() => {});
  const desk: Desk = {
    version,
    keepsAnsweredTickets,
    answerWithinMs,
    spending: model?.spending ?? null,
    tickets,
    runner,
    projector,
    blobs,
    results,
    articles,
    policy,
    clock,
    logger,
    metrics,
    renderMetrics: async () => ({
      contentType: metrics.contentType,
      text: await metrics.render(),
    }),
    newId,
    stopping,
    async checkReady() {
      if (stopping.aborted) throw new SupportError('unavailable', 'The desk is stopping.');
      await log.ping();
      await agentsAnswer;
    },
  };
  return {
    desk,
    worker,
    describe: parts.describe,
    async close() {
      await worker.stop();
      await model?.close();
      for (const driver of Object.values(drivers)) await driver.close();
      await parts.close();
    },
  };
}

/** What keeps the desk's memory within the limits given, or null where everything is kept. */
function forgettingOf(
  { remembers: limits, drivers }: DeskParts,
  { clock, logger }: HostServices,
  shared: {
    tickets: TicketLog;
    blobs: BlobStore;
    results: StepResultStore;
    metrics: PrometheusMetrics;
  },
): Forgetting | null {
  if (!limits) return null;
  const { projectionStore: rows } = drivers;
  const keeping = Object.values(drivers).find(({ capabilities }) => !capabilities.forgets);
  if (keeping || !forgets(rows)) throw new Error(`the driver ${keeping?.name} forgets nothing`);
  const forgetting = new Forgetting({ limits, rows, clock, logger, ...shared });
  const help =
    'How much of the room for tickets is taken: at 1 the oldest are dropped for new ones.';
  shared.metrics.gauge('supportmax_ticket_room_used_ratio', help, () => forgetting.ticketRoomUsed);
  return forgetting;
}

function runnerOf(
  { agents, policy, settings }: DeskParts,
  { clock, logger, newId }: HostServices,
  shared: { tickets: TicketLog; results: StepResultStore; metrics: Metrics },
): JourneyRunner {
  const { tickets, results, metrics } = shared;
  const engine = createInProcessEngine({
    onStepFailure: (step, { code, message }, journey) => {
      metrics.count('supportmax_errors_total', { code });
      logger.log('error', 'a step failed for good', {
        ...journey,
        step,
        code,
        error: message,
      });
    },
  });
  const { messages } = settings.log;
  return new JourneyRunner({
    tickets,
    engine,
    tools: { agents, policy, clock, results },
    metrics,
    answerWithinMs: settings.answerWithinMs,
    onInteraction: createInteractionLog({ logger, redactor: createRedactor(), messages }),
    workerId: newId(),
  });
}

/** Ready is a desk whose agents give an answer that can be kept, not one that merely listens. */
async function tryOut({ classifier, retriever, answerer }: Agents): Promise<void> {
  const call: AgentCall = {
    ...callOf(createContext({ tenant: 'default', requestId: 'try-out' })),
    // Nothing is paid for a try: the statistical forms answer.
    paidOnce: () => Promise.reject(new ModelError({ provider: 'model', reason: 'cancelled' })),
  };
  const question = { text: 'Is somebody there?', previous: null };
  const classification = await classifier.classify(question, call);
  if (!Number.isFinite(classification.confidence)) {
    throw new SupportError('data_corrupt', 'The classifier gives no usable confidence.');
  }
  const passages = await retriever.retrieve(question, call);
  await answerer.answer({ question, classification, passages }, call);
}
