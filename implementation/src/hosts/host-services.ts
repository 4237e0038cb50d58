import type { ModelCache } from '#src/agents/model-cache.ts';
import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { Clock } from '#src/foundation/time.ts';

/** Metrics of a process, and what of it can be read at any moment. */
export interface HostMetrics extends Metrics {
  /** Adds a gauge that is read whenever somebody looks. */
  gauge(name: string, help: string, read: () => number): void;
  readonly contentType: string;
  /** All of them in Prometheus text. */
  render(): Promise<string>;
}

/** What a host gives a composition: it builds nothing of this by itself. */
export interface HostServices {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: HostMetrics;
  /** A fresh random name. */
  readonly newId: () => string;
  /** A random number, from 0 up to 1. */
  readonly random: () => number;
  /** Says what is being prepared, for whoever watches the start. */
  readonly progress: (message: string) => void;
  /** Aborted when the host is told to stop. */
  readonly stopping: AbortSignal;
  /** Resolves when this process has handled the changes of logs that it heard of. */
  readonly settled: () => Promise<void>;
  /** What was learned before this start; without it a version learns, or keeps its own. */
  readonly models?: ModelCache;
}
