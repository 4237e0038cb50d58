import type { ModelCache } from '#src/agents/model-cache.ts';
import type { Desk } from '#src/api/desk.ts';
import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { FeedWorker } from './feed-worker.ts';

/** What a host gives a composition: it builds nothing of this by itself. */
export interface HostServices {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A fresh random name. */
  readonly newId: () => string;
  /** A random number, from 0 up to 1. */
  readonly random: () => number;
  /** Says what is being prepared, for whoever watches the start. */
  readonly progress: (message: string) => void;
  /** Aborted when the host is told to stop. */
  readonly stopping: AbortSignal;
  /** What was learned before this start; without it a version learns, or keeps its own. */
  readonly models?: ModelCache;
}

/** A version put together: what answers requests, and what works behind them. */
export interface Composition {
  readonly desk: Desk;
  readonly worker: FeedWorker;
  /** One line on what this desk runs on, for people. */
  readonly describe: string;
  /** Ends the work and closes the stores, in that order. */
  close(): Promise<void>;
}
