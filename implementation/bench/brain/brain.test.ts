import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdOut, readIntentSet } from './data-sets.ts';
import { largeCorpusDocuments } from './large-corpus-documents.ts';
import { runJob } from './run-job.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
/** Words that share no letters. */
const things = Array.from({ length: 24 }, (_, at) => String.fromCharCode(97 + at).repeat(6));
const limits = { timeLimitMs: 60_000, progress: () => {} };

/** Data of the same form as the real, small enough to measure at once. */
beforeAll(() => {
  mkdirSync(join(folder, 'intent'));
  mkdirSync(join(folder, 'retrieval'));
  const verbs = ['buy', 'return', 'mend', 'sell', 'lend'];
  const csv = (patterns: readonly string[]) =>
    `text,label\n${things.flatMap((thing) => patterns.map((verb) => `"${verb} my ${thing}","${thing}"\n`)).join('')}`;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const set of ['banking77', 'clinc150', 'hwu64']) {
    write(`intent/${set}.train.csv`, csv(verbs));
    write(`intent/${set}.dev.csv`, csv(['paint', 'burn']));
  }
  write('intent/clinc150.dev-out-of-scope.csv', 'text,label\n"hello there","out_of_scope"\n');
  const documents = things.map((thing, at) => ({
    id: `d${at}`,
    title: `Your ${thing}`,
    text: `How to use it. A ${thing} is mended by hand.`,
  }));
  const queries = things.map((thing, at) => ({ text: `mend ${thing}`, relevant: [`d${at}`] }));
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  write('retrieval/stackfaq.docs.jsonl', lines(documents));
  write('retrieval/stackfaq.queries.jsonl', lines(queries));
});

afterAll(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]) {
  const program = join(import.meta.dirname, '../brain.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: {},
  });
  return { status, stdout, stderr };
}

test('measures our own, and says what it leaves out', () => {
  const only = ['--only', 'retrieval,intents', '--quick', '--peers', 'none'];
  const { status, stdout } = bench('--data', folder, ...only, '--json');
  expect(status).toBe(0);
  const { sections, goals, skipped } = JSON.parse(stdout);
  expect(skipped).toEqual(['all peers: --peers none']);
  for (const set of ['banking77', 'clinc150', 'hwu64']) {
    expect(Object.keys(sections[set])).toEqual(['ours', 'linear SVM']);
    expect(sections[set].ours.figures).toMatchObject({ accuracy: 1, macroF1: 1 });
    expect(sections[set]['linear SVM'].figures).toMatchObject({ accuracy: 1 });
  }
  expect(sections.clinc150.ours.figures.auroc).toBe(1);
  expect(sections.hwu64.ours.figures.auroc).toBeNull();
  expect(sections.titles.ours.figures).toMatchObject({ mrr10: 1, recall10: 1 });
  const verdicts = goals.map(({ what, verdict }: Record<string, string>) => [what, verdict]);
  expect(verdicts).toContainEqual(['BANKING77 dev, accuracy', 'aim met']);
  expect(verdicts).toContainEqual(['own evaluation, wrong at 60 % coverage', 'not measured']);
});

test('without data and with wrong options it says so', () => {
  const none = bench('--only', 'intents', '--peers', 'none');
  expect([none.status, none.stdout]).toEqual([0, expect.stringContaining('skipped BANKING77: ')]);
  const wrong = bench('--only', 'nothing');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('there is no part')]);
});

test('a job that takes too long is stopped, and one that fails says why', async () => {
  const job = { engine: 'linear SVM', task: 'held-out', data: folder, seeds: [1] } as const;
  // Left alone, it would go on until long after this test's own limit.
  const endless = { ...job, seeds: new Array<number>(60_000).fill(1) };
  expect(await runJob(endless, { ...limits, timeLimitMs: 1500 })).toEqual({
    missing: 'passed its time limit of 1.5 s',
  });
  const unknown = { ...job, engine: 'theirs' };
  expect(await runJob(unknown, limits)).toEqual({ missing: 'there is no engine theirs' });
});

test('a large corpus and its times, the same documents every time', async () => {
  const corpus = () => [...largeCorpusDocuments({ dataDirectory: folder, documents: 50 })];
  expect(corpus()).toEqual(corpus());
  const job = { engine: 'ours', task: 'large', data: folder, documents: 50 } as const;
  const outcome = await runJob(job, limits);
  expect(outcome).toEqual({
    figures: {
      indexMs: expect.any(Number),
      p50Micros: expect.any(Number),
      p95Micros: expect.any(Number),
      peakMiB: expect.any(Number),
    },
  });
});

test('held-out intents: 20 unknown in training, asked of as out of scope, other ones by seed', async () => {
  const whole = await readIntentSet(folder, 'banking77');
  const [first, again, second] = [holdOut(whole, 1), holdOut(whole, 1), holdOut(whole, 2)];
  expect(first).toEqual(again);
  expect(first.outOfScope).not.toEqual(second.outOfScope);
  const labels = (rows: readonly { label: string }[]) => new Set(rows.map(({ label }) => label));
  expect(labels(first.train).size).toBe(4);
  expect(labels(first.test)).toEqual(labels(first.train));
  expect(first.outOfScope).toHaveLength(40);
  const few = { ...whole, train: first.train };
  expect(() => holdOut(few, 1)).toThrow('4 intents are too few');
});
