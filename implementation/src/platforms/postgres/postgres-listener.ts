import pg from 'pg';
import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';

type Listener = (payload: string | null) => void;

const firstRetryMs = 100;
const lastRetryMs = 5_000;

/**
 * One connection for all notifications, opened with the first listener and again whenever it is
 * lost, ever more slowly. After each (re)connection all listeners hear null: they may have missed
 * something.
 */
export function createListener(options: {
  readonly connection: pg.ClientConfig;
  readonly clock: Clock;
  readonly logger: Logger;
}) {
  const { connection, clock, logger } = options;
  const channels = new Map<string, Set<Listener>>();
  const stop = new AbortController();
  let current: pg.Client | null = null;
  let running: Promise<void> | null = null;

  const ring = (channel: string, payload: string | null) => {
    for (const listener of channels.get(channel) ?? []) listener(payload);
  };

  const listenOn = async (client: pg.Client, channel: string) => {
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    ring(channel, null);
  };

  /** Resolves when the connection that it made is lost; throws when it could not make one. */
  const connectOnce = async () => {
    const client = new pg.Client(connection);
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ channel, payload }) => ring(channel, payload ?? ''));
    try {
      await client.connect();
      current = client;
      for (const channel of channels.keys()) await listenOn(client, channel);
      await lost;
    } finally {
      current = null;
      void client.end().catch(() => {});
    }
  };

  const keepConnected = async () => {
    let waitMs = firstRetryMs;
    while (!stop.signal.aborted) {
      try {
        await connectOnce();
        waitMs = firstRetryMs;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.log('warn', 'The database cannot be listened to.', { reason, waitMs });
      }
      await clock.sleep(waitMs, stop.signal).catch(() => {});
      waitMs = Math.min(lastRetryMs, waitMs * 2);
    }
  };

  return {
    listen(channel: string, listener: Listener): () => void {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      running ??= keepConnected();
      // A failure shows as the loss of the connection, which the loop above handles.
      if (current) void listenOn(current, channel).catch(() => {});
      return () => void listeners.delete(listener);
    },
    async close() {
      stop.abort(new Error('closed'));
      await running;
    },
  };
}
