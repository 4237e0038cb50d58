import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSample } from './desk-fixture.ts';
import { BenchServer, type LoadResult } from './load.ts';
import { heading, median, report } from './statistics.ts';

const rounds = 5;
const amount = 2_000;

/** Two servers under the same load in turns, so that a noisy machine is noisy for both. */
async function inTurns(
  left: BenchServer,
  right: BenchServer,
  questions: readonly string[],
): Promise<[LoadResult[], LoadResult[]]> {
  const results: [LoadResult[], LoadResult[]] = [[], []];
  await left.load(amount, questions);
  await right.load(amount, questions);
  for (let round = 0; round < rounds; round += 1) {
    results[0].push(await left.load(amount, questions));
    results[1].push(await right.load(amount, questions));
  }
  for (const { failures } of results.flat()) {
    if (failures > 0) throw new Error(`${failures} requests failed under load`);
  }
  return results;
}

const medianOf = (results: LoadResult[], pick: (result: LoadResult) => number) =>
  median(results.map(pick));

export async function benchChat(): Promise<void> {
  heading(
    `POST /v1/chat at 50 connections, in-memory log, median of ${rounds} × ${amount} requests`,
  );
  const { questions } = await loadSample();
  const desk = await BenchServer.start('desk');
  const floor = await BenchServer.start('floor');
  const [ours, theirs] = await inTurns(desk, floor, questions);
  await desk.stop();
  await floor.stop();
  const cpu = medianOf(ours, (one) => one.cpuMicros);
  const floorCpu = medianOf(theirs, (one) => one.cpuMicros);
  report('processor time a request: node:http floor without a log', `${floorCpu.toFixed(0)} µs`);
  report('processor time a request: the desk', `${cpu.toFixed(0)} µs`);
  report('ratio', (cpu / floorCpu).toFixed(2), 'aim ≤ 2');
  const p99 = medianOf(ours, (one) => one.latencyMs.p99);
  report('p99 latency: the desk', `${p99.toFixed(0)} ms`);
  const perSecond = medianOf(ours, (one) => one.perSecond);
  report('chats a second, load generator on the same machine', perSecond.toFixed(0));
}

export async function benchPglite(): Promise<void> {
  heading(`POST /v1/chat at 50 connections on PGlite, median of ${rounds} × ${amount} requests`);
  const { questions } = await loadSample();
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  try {
    const desk = await BenchServer.start('desk', join(folder, 'desk'));
    const bare = await BenchServer.start('bare-inserts', join(folder, 'bare'));
    const [ours, theirs] = await inTurns(desk, bare, questions);
    await desk.stop();
    await bare.stop();
    const perSecond = medianOf(ours, (one) => one.perSecond);
    const barePerSecond = medianOf(theirs, (one) => one.perSecond);
    report('tickets a second: bare server, the same inserts', barePerSecond.toFixed(0));
    report('tickets a second: the desk', perSecond.toFixed(0), 'aim ≥ 250');
    report('ratio', (perSecond / barePerSecond).toFixed(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  await benchChat();
  await benchPglite();
}
