import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { JourneyRunner } from '#src/journey/journey-runner.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import type { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { Projector } from '#src/projections/projector.ts';

/** An article as readers see it: every quote in a citation is an exact substring of `text`. */
export type Article = Pick<
  KnowledgeArticle,
  'id' | 'title' | 'text' | 'url' | 'language' | 'contentHash'
>;

/** What models cost each tenant by day, and what they may cost. */
export interface Spending {
  readonly ledger: Pick<SpendLedger, 'totals'>;
  /** US dollars a tenant and UTC day; null: there is no limit. */
  readonly dailyCapUsd: number | null;
}

/** Everything a request handler may use. A version's composition builds it. */
export interface Desk {
  readonly version: string;
  /** False where an answered question leaves no ticket behind: single turn, nothing kept. */
  readonly keepsAnsweredTickets: boolean;
  /** From a chat message to its reply, or to the word that people take over, in milliseconds. */
  readonly answerWithinMs: number;
  /** What models may cost and did; null where none is configured. */
  readonly spending: Spending | null;
  readonly tickets: TicketLog;
  readonly runner: JourneyRunner;
  readonly projector: Projector;
  readonly blobs: BlobStore;
  readonly results: StepResultStore;
  readonly articles: { get(id: string): Article | null };
  readonly policy: DeskPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The metrics in Prometheus text. */
  renderMetrics(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** A fresh random name, for commands that nobody named. */
  newId(): string;
  /** Throws `unavailable` while chat could not answer. */
  checkReady(): Promise<void>;
  /** Aborted when the desk stops: long streams end by it. */
  readonly stopping: AbortSignal;
}
