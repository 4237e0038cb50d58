import type { DeskFunction } from '#src/functions/define-function.ts';
import { functionTimeoutMs } from '#src/hosts/azure-functions/platform-time.ts';
import { registerAzureFunction } from '#src/hosts/azure-functions/register-azure-function.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import type { TriggerEvent } from '../azure-functions/azure-event.ts';
import { type FunctionApp, startFunctionApp } from '../azure-functions/function-app.ts';
import { functionsCore } from '../azure-functions/functions-core.ts';
import { createRecordingLogger } from '../recorders.ts';
import * as events from './azure-events.ts';
import {
  byCode,
  Deliveries,
  eachAlone,
  type Held,
  type Invoke,
  traceBeside,
} from './deliveries.ts';
import type { Answer, Ask, HostUnderTest } from './host-under-test.ts';
import { tenantClaimOf } from './probes.ts';
import { readAnswer } from './read-answer.ts';

/** What the functions of the one app run on now. The worker lets nothing be registered later. */
const running = new Map<string, () => Promise<FunctionHost>>();
let app: FunctionApp | null = null;

function started(): FunctionApp {
  if (!app) throw new Error('the app has not been started');
  return app;
}

/** The real programming model, above a core that is stubbed. */
export const azureHost: HostUnderTest = {
  name: 'azure',
  endsAfterMs: functionTimeoutMs,
  carries: {
    http: ['tenant', 'requestId', 'traceId'],
    queue: ['tenant', 'requestId', 'traceId'],
    // The request has the name of the invocation, which the platform gives.
    feed: ['tenant', 'traceId'],
    schedule: ['traceId'],
    blob: ['tenant', 'traceId'],
    step: ['tenant', 'requestId', 'traceId'],
  },
  failTogether: 'all',
  async prepare(functions, clock) {
    const core = functionsCore();
    for (const fn of functions) {
      const open = async () => {
        const openNow = running.get(fn.name);
        if (!openNow) throw new Error(`${fn.name} runs on no desk now`);
        return openNow();
      };
      const options = { tenantClaim: tenantClaimOf(fn), clock, logger: createRecordingLogger() };
      registerAzureFunction(fn, open, options);
    }
    app = await startFunctionApp(core);
  },
  async run(fn, desk) {
    const laptop = await desk.open([]);
    const host = hostFunction(desk.watched(fn), laptop.desk);
    running.set(fn.name, async () => {
      await desk.opening();
      return host;
    });
    const deliveries = new Deliveries(invokeOf(fn), 5);
    return {
      ask: (ask) => askOnAzure(fn.name, ask),
      deliver: (sent) => deliveries.deliver(sent),
      redeliver: () => deliveries.redeliver(),
      async close() {
        running.delete(fn.name);
        await laptop.close();
      },
    };
  },
  async close() {
    await app?.close();
  },
};

async function askOnAzure(name: string, ask: Ask): Promise<Answer> {
  const gone = new AbortController();
  const { response, outcome } = await started().request(name, events.requestOf(ask), gone.signal);
  const answer = await readAnswer(response, ask, () => gone.abort());
  await outcome;
  return answer;
}

/** How Azure hands items to a function of each kind, and what it does with the outcome. */
function invokeOf({ name, trigger }: DeskFunction): Invoke {
  const invoke = async (event: Omit<TriggerEvent, 'metadata'> & { metadata?: object }) => {
    const outcome = await started().invoke(name, { metadata: {}, ...event } as TriggerEvent);
    return outcome.kind === 'failed' ? outcome.error : null;
  };
  const alone = (
    eventOf: (held: Held) => Parameters<typeof invoke>[0],
    failed: (error: Error) => 'again' | 'dead' = () => 'again',
  ) =>
    eachAlone(async (held) => {
      const event = { ...eventOf(held), ...events.traceParentOf(traceBeside(held)) };
      const error = await invoke(event);
      return error && failed(error);
    });
  switch (trigger.kind) {
    case 'queue':
      return alone(events.messageOf);
    case 'feed':
      return async (held) => {
        const traceParent = events.traceParentOf(held[0]?.carried.traceId);
        const error = await invoke({ ...events.changesOf(held), ...traceParent });
        // The lease goes on after a batch, or stays before all of it.
        return new Map(error ? held.map(({ place }) => [place, 'again']) : []);
      };
    case 'schedule':
      return alone(() => events.strokeOfClock);
    case 'blob':
      return alone(events.fileEventOf);
    default:
      return alone(events.stateOf, ({ name: code }) => byCode(code));
  }
}
