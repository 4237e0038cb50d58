import autocannon from 'autocannon';
import { loadSample } from './desk-fixture.ts';
import { BenchServer } from './load.ts';
import { startDesk } from './started-desk.ts';
import { heading, median, report } from './statistics.ts';

const rounds = 5;
const amount = 3_000;

async function p50AndP99(url: string, questions: readonly string[]) {
  const { latency, non2xx, errors, requests, duration } = await autocannon({
    url: `${url}/v1/chat`,
    connections: 50,
    amount,
    requests: questions.map((message) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
    })),
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed under load`);
  return { p50: latency.p50, p99: latency.p99, perSecond: requests.total / duration };
}

type Measured = Awaited<ReturnType<typeof p50AndP99>>;

/** v0.5 with the offline brain, as a person starts it, beside a server that keeps and logs nothing. */
export async function benchBaselineLoad(): Promise<void> {
  heading(
    `v0.5, POST /v1/chat at 50 connections, median of ${rounds} × ${amount}, load from this machine`,
  );
  const { questions } = await loadSample();
  const desk = await startDesk({});
  const floor = await BenchServer.start('floor');
  const results: { desk: Measured[]; floor: Measured[] } = { desk: [], floor: [] };
  try {
    await p50AndP99(desk.url, questions);
    await p50AndP99(floor.url, questions);
    for (let round = 0; round < rounds; round += 1) {
      results.desk.push(await p50AndP99(desk.url, questions));
      results.floor.push(await p50AndP99(floor.url, questions));
    }
  } finally {
    await desk.stop();
    await floor.stop();
  }
  const of = (name: keyof typeof results, pick: (one: Measured) => number) =>
    median(results[name].map(pick));
  for (const name of ['floor', 'desk'] as const) {
    const figures = `p50 ${of(name, (one) => one.p50)} ms, p99 ${of(name, (one) => one.p99)} ms`;
    const perSecond = `${of(name, (one) => one.perSecond).toFixed(0)} a second`;
    const what = name === 'desk' ? 'v0.5' : 'node:http, the brain of v1, no log';
    report(what, figures, name === 'desk' ? `${perSecond}; aim p99 < 50 ms` : perSecond);
  }
  const ratio = of('desk', (one) => one.p99) / of('floor', (one) => one.p99);
  report('p99, of the floor’s', ratio.toFixed(2));
}

if (import.meta.main) await benchBaselineLoad();
