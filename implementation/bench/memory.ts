import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSample } from './desk-fixture.ts';
import { BenchServer } from './load.ts';
import { heading, report } from './statistics.ts';

const parts = 10;
const [total = 100_000] = process.argv.slice(2).map(Number);

/** Memory of a desk on PGlite after every tenth of many chats, each a new ticket. */
export async function benchMemory(chats = total): Promise<void> {
  heading(`Memory over ${chats.toLocaleString('en')} chats on PGlite, after a collection`);
  const { questions } = await loadSample();
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  try {
    const desk = await BenchServer.start('desk', join(folder, 'data'));
    const heaps: number[] = [];
    for (let part = 1; part <= parts; part += 1) {
      const { failures, perSecond } = await desk.load(chats / parts, questions);
      if (failures > 0) throw new Error(`${failures} requests failed`);
      const { heapMiB, rssMiB } = await desk.usage();
      heaps.push(heapMiB);
      const figure = `${heapMiB} MiB heap`;
      report(
        `after ${((chats / parts) * part).toLocaleString('en')}`,
        figure,
        `${rssMiB} MiB resident, ${perSecond.toFixed(0)} a second`,
      );
    }
    await desk.stop();
    const [, second = 0] = heaps;
    report(
      'heap at the end, of the heap after two tenths',
      ((heaps.at(-1) ?? 0) / second).toFixed(2),
      'flat is 1',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await benchMemory();
