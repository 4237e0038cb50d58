import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '#src/testing/child-process.ts';
import { scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { createPgliteFolder, removePgliteFolder } from '#src/testing/sql-databases.ts';
import { createInProcessEngine } from './engines/in-process.ts';
import type { StepName } from './ticket-journey.ts';

const places: readonly (readonly [StepName | 'claim' | 'end', string])[] = [
  ['claim', 'How?'],
  ['receive', 'How?'],
  ['screen', 'How?'],
  ['classify', 'How?'],
  ['retrieve', 'How?'],
  ['draft', 'How?'],
  ['review', 'How?'],
  ['post', 'How?'],
  ['escalate', 'Unsure?'],
  ['acknowledge', 'Hello'],
  ['end', 'How?'],
];

describe('a worker killed by SIGKILL on an embedded PostgreSQL', () => {
  let directory: string;
  let folder: string;
  let bill: string;
  beforeAll(async () => {
    directory = await createPgliteFolder();
    folder = mkdtempSync(join(tmpdir(), 'supportmax-bill-'));
    bill = join(folder, 'bill');
  });
  afterAll(() => {
    removePgliteFolder(directory);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is replaced after each step, and nothing is paid twice', async () => {
    const file = new URL('../testing/scenarios/killed-worker.ts', import.meta.url);
    for (const [round, [place, text]] of places.entries()) {
      const child = startChild(file, [directory, bill, `${round}`, place, `${text} ${round}`]);
      expect([place, await child.ended, child.errors()]).toEqual([place, null, '']);
    }
    const last = startChild(file, [directory, bill, `${places.length}`]);
    expect([await last.ended, last.errors()]).toEqual([0, '']);
    const stories = last.lines.map((line) => JSON.parse(line) as string[]);
    expect(stories).toHaveLength(places.length);
    for (const [round, [place, text]] of places.entries()) {
      expect(stories[round], place).toEqual(await expectedStory(`${text} ${round}`, place));
    }
    const paid = readFileSync(bill, 'utf8').trimEnd().split('\n').sort();
    const asked = places.map(([, text], round) => `${text} ${round}`);
    expect(paid).toEqual(asked.filter((text) => !text.startsWith('Hello')).sort());
    // Twelve processes that each open a database: slow on a busy machine.
  }, 240_000);
});

/** What an undisturbed worker leaves, with the second claim where the first was lost. */
async function expectedStory(text: string, place: string): Promise<string[]> {
  const desk = scriptedDesk(createInProcessEngine, {
    classify: () => ({ intent: text.startsWith('Hello') ? 'greeting' : 'how-to' }),
    answer: () => ({ confidence: text.startsWith('Unsure') ? 0.2 : 0.9 }),
  });
  const message = await desk.opens(text);
  await desk.worker('one').run(message);
  const story = await desk.story(message.ticketId);
  if (place !== 'end') story.splice(3, 0, 'system journey.started 2 <- message 1');
  return story;
}
