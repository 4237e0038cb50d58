export interface BodyEnds {
  /** Aborted when the body has to end, whether or not all of it was read. */
  readonly over: AbortSignal;
  /** Called once, when it has ended: with the error that broke it off, if one did. */
  readonly ended: (error?: unknown) => void;
  /** Resolves when the client can take more. */
  readonly ready?: () => Promise<void>;
  /** Tells the client that it broke off; without it the stream fails. */
  readonly breakOff?: () => void;
}

/**
 * The same body, read no faster than its client takes it, which ends when the platform's time is
 * over: the platform would break it off, and its client could not tell that from a failure.
 */
export function endingBody(
  body: ReadableStream<Uint8Array>,
  { over, ended, ready, breakOff }: BodyEnds,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const listening = new AbortController();
  const end = (error?: unknown) => {
    listening.abort();
    ended(error);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          end();
          void reader.cancel(over.reason).catch(() => {});
          controller.close();
        };
        over.addEventListener('abort', close, { signal: listening.signal });
        if (over.aborted) close();
      },
      async pull(controller) {
        await ready?.();
        try {
          const { done, value } = await reader.read();
          if (over.aborted) return;
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          if (over.aborted) return;
          end(error);
          if (!breakOff) throw error;
          breakOff();
          controller.close();
        }
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
