import type { DeskFunction } from '#src/functions/define-function.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { registerGcpFunction } from '#src/hosts/gcp-functions/register-gcp-function.ts';
import { serveFunction } from '../gcp-functions/served-function.ts';
import { byCode, Deliveries, eachAlone, type Held, type Invoke } from './deliveries.ts';
import * as events from './gcp-events.ts';
import type { HostUnderTest } from './host-under-test.ts';
import { tenantClaimOf } from './probes.ts';
import { askAt } from './read-answer.ts';

const platformTimeoutMs = 3_000;

/** The real framework's server, to which Google's services post. */
export const gcpHost: HostUnderTest = {
  name: 'gcp',
  endsAfterMs: platformTimeoutMs,
  carries: {
    http: ['tenant', 'requestId', 'traceId'],
    queue: ['tenant', 'requestId', 'traceId'],
    feed: ['tenant', 'requestId', 'traceId'],
    schedule: ['requestId', 'traceId'],
    blob: ['tenant', 'requestId', 'traceId'],
    step: ['tenant', 'requestId', 'traceId'],
  },
  failTogether: 'none',
  async prepare() {},
  async run(fn, desk) {
    const laptop = await desk.open([]);
    const host = hostFunction(desk.watched(fn), laptop.desk);
    const { clock, logger } = desk;
    const options = { tenantClaim: tenantClaimOf(fn), platformTimeoutMs, clock, logger };
    const open = async () => {
      await desk.opening();
      return host;
    };
    registerGcpFunction(fn, open, options);
    const served = await serveFunction(fn.name);
    const deliveries = new Deliveries(invokeOf(fn, served.url), 5);
    return {
      ask: (ask) => askAt(served.url, ask, events.headersOf(ask)),
      deliver: (sent) => deliveries.deliver(sent),
      redeliver: () => deliveries.redeliver(),
      async close() {
        await served[Symbol.asyncDispose]();
        await laptop.close();
      },
    };
  },
  async close() {},
};

/** How Google hands items to a function of each kind: one with each request. */
function invokeOf({ trigger }: DeskFunction, url: string): Invoke {
  const post = async ({ headers, body }: events.Posted) => {
    const json = { 'content-type': 'application/json' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: sent });
  };
  const event = (eventOf: (held: Held) => events.Posted) =>
    eachAlone(async (held) => ((await post(eventOf(held))).ok ? null : 'again'));
  switch (trigger.kind) {
    case 'queue':
      return event(events.messageOf);
    case 'feed':
      return event(events.changeOf);
    case 'schedule':
      return event(events.strokeOf);
    case 'blob':
      return event(events.fileOf);
    default:
      return eachAlone(async (held) => {
        const response = await post(events.stateOf(held));
        return response.ok ? null : byCode(((await response.json()) as { code: string }).code);
      });
  }
}
