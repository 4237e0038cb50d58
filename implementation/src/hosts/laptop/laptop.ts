import { createApp } from '#src/api/app.ts';
import { describeApi } from '#src/api/openapi.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { onlyTenant } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { within } from '#src/foundation/within.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import { isHttp } from '#src/functions/define-function.ts';
import { routeOf } from '#src/functions/http-route.ts';
import { type Desk, everything } from '#src/functions/parts.ts';
import { createPrometheusMetrics } from '#src/platforms/prometheus/metrics.ts';
import { traceIdOf } from '../carried.ts';
import { type CommonSettings, Composition, type VersionModule } from '../composition.ts';
import type { HostServices } from '../host-services.ts';
import { runnersOf } from './runners.ts';
import { drainMs, type TriggerRunner } from './trigger-runner.ts';

/** Beyond the time of running work, for what was taken to be given back. */
const graceMs = 500;

/** A whole desk in this process: every function, with all that sets them off. */
export interface Laptop {
  /** All parts, for whoever looks behind the functions: tests and benches. */
  readonly desk: Desk;
  /** One line on what it runs on, for people. */
  readonly describe: string;
  /** Runs the function of HTTP that a request asks for. Whoever serves it brings the requests here. */
  fetch(request: Request): Promise<Response>;
  /**
   * Begins to react to changes, messages, files and time; the list is up to the log then, unless
   * that failed, took too long, or the desk was told to stop meanwhile.
   */
  start(): Promise<void>;
  /** Resolves when no change is left to handle and no journey is left to run. */
  settled(): Promise<void>;
  /**
   * Ends the work and closes the stores, in that order. What takes too long is left: the log has
   * what there is to do, and the next start finds it.
   */
  close(): Promise<void>;
}

/** What the process gives; metrics of its own where it gives none. */
export type LaptopServices = Omit<HostServices, 'settled' | 'metrics'> &
  Partial<Pick<HostServices, 'metrics'>>;

export interface LaptopOptions<Settings> {
  readonly version: VersionModule<Settings>;
  readonly functions: readonly DeskFunction[];
  readonly settings: Settings;
  readonly services: LaptopServices;
  /** Whose files are taken in: the only tenant's unless given; null: anybody's. */
  readonly tenants?: readonly string[] | null;
}

export async function openLaptop<Settings extends CommonSettings>({
  version,
  functions,
  settings,
  services,
  tenants = [onlyTenant],
}: LaptopOptions<Settings>): Promise<Laptop> {
  let runners: readonly TriggerRunner[] = [];
  // The list has what was written as soon as the feed has been heard: it comes first.
  const metrics = services.metrics ?? createPrometheusMetrics(version.facts);
  const listed = async () => void (await runners[0]?.settled());
  const host: HostServices = { ...services, metrics, settled: listed };
  const composition = new Composition({ facts: version.facts, factories: version, settings, host });
  try {
    const desk = await composition.open(everything);
    runners = runnersOf(functions, desk, host, tenants);
    const describe = await version.describe(composition.scope);
    const leftMs = patience(services);
    const routes = functions.filter(isHttp).map((fn) => routeOf(fn, desk));
    const app = createApp(routes, desk, { describe: describeApi });
    return {
      desk,
      describe,
      async fetch(request) {
        const traceId = traceIdOf(request.headers.get('traceparent'));
        return app.fetch(request, { carried: { traceId } });
      },
      async start() {
        for (const runner of runners) {
          if (!services.stopping.aborted) await runner.start();
        }
      },
      settled: () => settled(runners),
      async close() {
        const stopped = Promise.all(runners.map((runner) => runner.stop()));
        await within(services.clock, leftMs(), stopped, tooLong).catch((error) => {
          services.logger.log('warn', 'work was left to the next start', errorFields(error));
        });
        await composition.close();
      },
    };
  } catch (error) {
    await composition.close();
    throw error;
  }
}

/** How long running work may still go on: counted from when the desk was told to stop, or from now. */
function patience({ clock, stopping }: { clock: Clock; stopping: AbortSignal }): () => number {
  let toldAt: number | null = null;
  const note = () => {
    toldAt ??= clock.monotonic();
  };
  stopping.addEventListener('abort', note, { once: true });
  return () => Math.max(0, drainMs + graceMs - (clock.monotonic() - (toldAt ?? clock.monotonic())));
}

const tooLong = () => new SupportError('unavailable', 'The process was told to stop.');

/** What one leaves another may take up: all of them are asked until none is busy. */
async function settled(runners: readonly TriggerRunner[]): Promise<void> {
  do {
    for (const runner of runners) await runner.settled();
  } while ((await Promise.all(runners.map((runner) => runner.busy()))).includes(true));
}
