import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BenchServer } from './load.ts';
import type { LoadOrder, LoadReport } from './servers/load-client.ts';
import { startDesk } from './started-desk.ts';
import { heading, median, percentile, report } from './statistics.ts';

const rounds = 5;
const amount = 3_000;
const connections = 50;
/** About half of what the desk does where it is saturated, measured on two shared cores. */
const paced = 500;

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

async function measure(
  client: ChildProcess,
  url: string,
  perSecond: number | null,
): Promise<Measured> {
  const order: LoadOrder = { url, connections, amount, perSecond };
  client.send(order);
  const [{ latenciesMs, durationMs, failures }] = (await once(client, 'message')) as [LoadReport];
  if (failures > 0) throw new Error(`${failures} requests failed under load`);
  const sorted = latenciesMs.toSorted((left, right) => left - right);
  const [p50, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.99)];
  return { p50, p99, perSecond: (amount / durationMs) * 1_000 };
}

function show(what: string, results: readonly Measured[], aim = ''): number {
  const of = (pick: (one: Measured) => number) => median(results.map(pick));
  const p99 = of((one) => one.p99);
  const figures = `p50 ${of((one) => one.p50).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
  report(what, figures, `${of((one) => one.perSecond).toFixed(0)} a second${aim}`);
  return p99;
}

/** v0.5 with the offline brain, as a person starts it, beside a server that keeps and logs nothing. */
export async function benchBaselineLoad(): Promise<void> {
  heading(
    `v0.5, POST /v1/chat at ${connections} connections, median of ${rounds} × ${amount}, load from this machine`,
  );
  const client = fork(fileURLToPath(new URL('servers/load-client.ts', import.meta.url)));
  await once(client, 'message');
  const desk = await startDesk({});
  const floor = await BenchServer.start('floor');
  const results = { floor: [] as Measured[], desk: [] as Measured[], paced: [] as Measured[] };
  try {
    await measure(client, desk.url, null);
    await measure(client, floor.url, null);
    for (let round = 0; round < rounds; round += 1) {
      results.floor.push(await measure(client, floor.url, null));
      results.desk.push(await measure(client, desk.url, null));
      results.paced.push(await measure(client, desk.url, paced));
    }
  } finally {
    client.disconnect();
    await desk.stop();
    await floor.stop();
  }
  const theirs = show('node:http, the brain of v1, no log, saturated', results.floor);
  const ours = show('v0.5, saturated: each connection asks on', results.desk, '; aim p99 < 50 ms');
  show(`v0.5, ${paced} chats a second over them`, results.paced, '; aim p99 < 50 ms');
  report('p99 saturated, of the floor’s', (ours / theirs).toFixed(2));
}

if (import.meta.main) await benchBaselineLoad();
