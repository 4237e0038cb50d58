/**
 * The same answer, whose body ends when the platform's time is over: the platform would break it off,
 * and its client could not tell that from a failure. `ended` is called once it has ended.
 */
export function endingAnswer(response: Response, over: AbortSignal, ended: () => void): Response {
  const { body, status, statusText, headers } = response;
  // What begins only now is the word that the time is over: it is short, and goes out whole.
  if (body === null || over.aborted) {
    ended();
    return response;
  }
  return new Response(endingBody(body, over, ended), { status, statusText, headers });
}

function endingBody(
  body: ReadableStream<Uint8Array>,
  over: AbortSignal,
  ended: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const stop = new AbortController();
  const end = () => {
    stop.abort();
    ended();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          void reader.cancel(over.reason).catch(() => {});
          controller.close();
        };
        over.addEventListener('abort', close, { signal: stop.signal, once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (over.aborted) return;
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          end();
          throw error;
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
