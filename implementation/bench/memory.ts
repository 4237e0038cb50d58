import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSample } from './desk-fixture.ts';
import { BenchServer } from './load.ts';
import { heading, report } from './statistics.ts';

const parts = 10;
/** A tenth is asked over 50 connections. */
const fewest = 50 * parts;
const [total = '100000', version = 'v1'] = process.argv.slice(2);

/**
 * What Node gives the heap by itself in a container of 512 MiB, v0.5's: 256 MiB for what lives long,
 * three times one for what does not. With the room of a big machine it collects later.
 */
const containerHeap = '--max-heap-size=259';

let asked = 0;
/** Every text is a new one with a new word in it: no cache of texts helps. */
function neverTheSame(question: string): string {
  asked += 1;
  return `${question} My order is q${asked.toString(36)}.`;
}

interface Measured {
  readonly heapMiB: number;
  readonly rssMiB: number;
}

/** Loads a desk with many chats and reports its memory after every tenth of them. */
async function measure(desk: BenchServer, chats: number): Promise<void> {
  const { questions } = await loadSample();
  const measured: Measured[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const load = await desk.load(chats / parts, questions, neverTheSame);
    const answered = load.requests - load.failures;
    if (answered < chats / parts) throw new Error(`only ${answered} requests were answered`);
    const { heapMiB, rssMiB, peakMiB } = await desk.usage();
    measured.push({ heapMiB, rssMiB });
    const resident = `${rssMiB} MiB resident, at most ${peakMiB}`;
    const pace = `${load.perSecond.toFixed(0)} a second`;
    const after = `after ${((chats / parts) * part).toLocaleString('en')}`;
    report(after, `${heapMiB} MiB heap`, `${resident}; ${pace}`);
  }
  const [second, last] = [measured[1], measured.at(-1)];
  for (const [what, pick] of [
    ['heap', (one?: Measured) => one?.heapMiB ?? 0],
    ['resident memory', (one?: Measured) => one?.rssMiB ?? 0],
  ] as const) {
    const ratio = (pick(last) / pick(second)).toFixed(2);
    report(`${what} at the end, of that after two tenths`, ratio, 'flat is 1');
  }
}

/** A desk on PGlite, which keeps every chat as a ticket on the disk. */
async function benchPglite(chats: number): Promise<void> {
  heading(`Memory over ${chats.toLocaleString('en')} chats on PGlite, after a collection`);
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  try {
    const desk = await BenchServer.start('desk', join(folder, 'data'));
    await measure(desk, chats);
    await desk.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** v0.5, which keeps in its memory what fits there: flat once the room for tickets is full. */
async function benchBaseline(chats: number): Promise<void> {
  heading(`Memory of v0.5 over ${chats.toLocaleString('en')} chats, after a collection`);
  const desk = await BenchServer.startWith([containerHeap], 'baseline');
  await measure(desk, chats);
  const response = await fetch(`${desk.url}/v1/metrics`);
  const { tickets, escalated } = (await response.json()) as {
    tickets: number;
    escalated: { count: number };
  };
  report('conversations remembered at the end', String(tickets), `${escalated.count} escalated`);
  await desk.stop();
}

const benches = new Map([
  ['v0.5', benchBaseline],
  ['v1', benchPglite],
]);

if (import.meta.main) {
  const bench = benches.get(version);
  if (!bench || !(Number(total) >= fewest)) {
    throw new Error(`usage: bench:memory -- [chats, ${fewest} at least] [v0.5 | v1]`);
  }
  await bench(Math.floor(Number(total) / parts) * parts);
}
