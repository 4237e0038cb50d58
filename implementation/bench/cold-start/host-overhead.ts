import { silentLogger } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { heading, report, summary } from '../statistics.ts';
import { emptyFunctions } from './empty-functions.ts';
import { type Adapter, hostAdapters } from './host-adapters.ts';

const rounds = 3_000;
const warmUp = 1_000;
const aimMs = 0.3;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** What a host takes for a call, with a function that does nothing, less that function alone. */
async function overhead(fn: DeskFunction, { name, prepare, call }: Adapter, ran: () => number) {
  const desk = bareDesk(silentLogger);
  const context = createContext({ tenant: 'default', requestId: 'bench' });
  const [whole, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    // What the platform or its own library hands to the host is made before the time runs.
    const given = prepare();
    const before = ran();
    const through = await timed(() => call(given));
    if (ran() !== before + 1) throw new Error(`${name} did not run the function`);
    const direct = await timed(() => fn.run({ desk, context, input: undefined }));
    if (round < warmUp) continue;
    whole.push(through);
    alone.push(direct);
  }
  return { whole: summary(whole), alone: summary(alone) };
}

/** The function as it is hosted, and how often it has been run. */
function counted(fn: DeskFunction) {
  let count = 0;
  const run: DeskFunction['run'] = (call) => {
    count += 1;
    return fn.run(call);
  };
  return { fn: { ...fn, run }, ran: () => count };
}

/** Every host with a request and with a message. */
export async function reportHostOverheads(): Promise<void> {
  const heard = `median of ${rounds} calls, one after another`;
  heading(`A host round a function that does nothing, ${heard}`);
  for (const empty of emptyFunctions) {
    const { fn, ran } = counted(empty);
    const hosted = hostFunction(fn, bareDesk(silentLogger));
    const options = { tenantClaim: null, clock: systemClock, logger: silentLogger };
    for (const adapter of hostAdapters({ fn, open: async () => hosted, options })) {
      const { whole, alone } = await overhead(empty, adapter, ran);
      const added = whole.median - alone.median;
      const what = fn.trigger.kind === 'http' ? 'a request' : 'a message';
      const missed = added < aimMs ? '' : ', missed';
      const spread = `95th percentile ${whole.p95.toFixed(3)} ms`;
      report(
        `${what} on ${adapter.name}`,
        `${added.toFixed(3)} ms`,
        `aim < ${aimMs} ms${missed}; ${spread}`,
      );
    }
  }
}
