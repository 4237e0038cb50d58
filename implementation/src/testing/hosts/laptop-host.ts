import { systemClock } from '#src/foundation/time.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { type Ask, type HostUnderTest, notThere } from './host-under-test.ts';
import { LaptopDeliveries } from './laptop-deliveries.ts';
import { askAt } from './read-answer.ts';

/** One process with real requests and the runners that are the queue, the feed, the clock. */
export const laptopHost: HostUnderTest = {
  name: 'laptop',
  endsAfterMs: null,
  carries: {
    http: ['requestId', 'traceId'],
    queue: ['tenant', 'requestId', 'traceId'],
    feed: ['tenant'],
    schedule: [],
    blob: ['tenant'],
    step: [],
  },
  failTogether: 'none',
  async prepare() {},
  async run(fn, desk) {
    const { trigger } = fn;
    if (trigger.kind === 'step') return notThere();
    const laptop = await desk.open([desk.watched(fn)]);
    if (trigger.kind === 'http') return await overHttp(laptop);
    const deliveries = new LaptopDeliveries(fn, laptop, desk);
    return {
      ask: notThere,
      deliver: (sent) => deliveries.deliver(sent),
      redeliver: () => deliveries.redeliver(),
      close: () => laptop.close(),
    };
  },
  async close() {},
};

async function overHttp(laptop: Laptop) {
  const { fetch } = laptop;
  const server = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
  return {
    ask: (ask: Ask) => askAt(server.url, ask, headersOf(ask)),
    deliver: notThere,
    redeliver: notThere,
    async close() {
      await server.close(1_000);
      await laptop.close();
    },
  };
}

function headersOf({ headers = {}, carried }: Ask): Record<string, string> {
  const { requestId = null, traceId = null } = carried ?? {};
  return {
    ...(requestId !== null && { 'x-request-id': requestId }),
    ...(traceId !== null && { traceparent: `00-${traceId}-b7ad6b7169203331-01` }),
    ...headers,
  };
}
