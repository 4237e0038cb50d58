import { watchParent } from '#src/hosts/laptop/parent-watch.ts';

/** Somebody's wish that this process ends. */
export interface StopRequest {
  /** Aborted by the wish. */
  readonly signal: AbortSignal;
  /** Resolves with the wish. */
  readonly requested: Promise<void>;
  /** How long running requests may still take. */
  drainMs(): number;
  /** Makes the wish from inside. */
  now(): void;
}

/** How long running requests may take: after a signal, and when npm itself is gone. */
const politeDrainMs = 6_000;
const orphanDrainMs = 500;
const parentCheckMs = 250;
/** An orphan that cannot end by itself, because it is still loading, is killed after this. */
const orphanKillMs = 1_200;
/** A terminal signals the whole group and npm passes it on: one wish may arrive twice. */
const sameWishMs = 1_000;

/** Listens for TERM, INT and the end of the npm that started this process. */
export function listenForStop(): StopRequest {
  const stopping = new AbortController();
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  let drainMs = politeDrainMs;
  let since = 0;
  const stop = (patienceMs: number) => {
    if (stopping.signal.aborted) {
      // Asked again, a person does not want to wait.
      if (performance.now() - since > sameWishMs) process.exit(1);
      return;
    }
    since = performance.now();
    drainMs = patienceMs;
    stopping.abort();
    resolve();
  };
  process.on('SIGTERM', () => stop(politeDrainMs));
  process.on('SIGINT', () => stop(politeDrainMs));
  const onGone = () => stop(orphanDrainMs);
  watchParent({ intervalMs: parentCheckMs, killAfterMs: orphanKillMs, onGone });
  const now = () => {
    stopping.abort();
    resolve();
  };
  return { signal: stopping.signal, requested, drainMs: () => drainMs, now };
}
