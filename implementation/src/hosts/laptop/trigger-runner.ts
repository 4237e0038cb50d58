/**
 * How long work that runs may go on once the desk is told to stop: as long as a journey takes, and
 * so that with the closing of stores the process is gone within ten seconds.
 */
export const drainMs = 8_000;

/** What sets functions off, of one kind, in this process. */
export interface TriggerRunner {
  /** Resolves when what has to happen before the first request has happened. */
  start(): Promise<void>;
  /** Resolves when nothing is left to do now; what waits to be tried again later is not waited for. */
  settled(): Promise<void>;
  /** True where something is under way, or could be begun at once. */
  busy(): Promise<boolean>;
  /** Takes nothing more up, and resolves when what was under way has come to an end. */
  stop(): Promise<void>;
}
