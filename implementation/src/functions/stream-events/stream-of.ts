import { errorFields, type Logger } from '#src/foundation/logger.ts';

/** The frames as a body. Whoever stops reading it ends them, by `gone` too. */
export function streamOf(
  { logger }: { readonly logger: Logger },
  frames: AsyncGenerator<string, void, void>,
  gone: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A store that goes away ends the stream; its client comes back with the last id it saw.
      const { done, value } = await frames.next().catch((error: unknown) => {
        logger.log('warn', 'a stream of events was cut off', errorFields(error));
        return { done: true, value: undefined } as const;
      });
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      gone.abort();
      await frames.return(undefined);
    },
  });
}
