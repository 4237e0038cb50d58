import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import { clientOf } from '#src/testing/api/client.ts';
import {
  DataFolders,
  type StartedDesk,
  startDesk,
  supportmax,
} from '#src/testing/api/started-desk.ts';
import { UsageError } from '../command.ts';
import { CommandSandbox } from './command-sandbox.ts';
import { knowledge } from './knowledge.ts';
import { sinceOf } from './knowledge-gaps.ts';
import { writeDrafts } from './write-drafts.ts';

const box = new CommandSandbox();
const folders = new DataFolders();
const running = new Set<StartedDesk>();
afterAll(async () => {
  for (const desk of running) await stop(desk);
  folders.remove();
  box.remove();
});

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const things = ['Kettle descaling', 'Toaster crumbs', 'Fridge door alarm', 'Oven light bulb'];
const nothing = ['Who is king of France?', 'What rhymes with orange?', 'Do fish sleep at night?'];

/** A company that has an answer to four things, and has learned when it has none. */
function kitchen(): string {
  for (const name of ['articles', 'training']) {
    mkdirSync(box.path(`kitchen/${name}`), { recursive: true });
  }
  const policy = {
    company: 'Kitchen',
    languages: ['en'],
    hours: { timeZone: 'UTC', days: {} },
    minimumConfidence: 0.5,
    intents: { greeting: [], thanks: [], personRequest: [], sensitive: [] },
    nextSteps: {},
  };
  const faqs = things.map((title, index) => ({
    id: `thing-${index}`,
    title,
    text: `${title} is easy. Read the label about ${title.toLowerCase()} first.`,
    area: 'kitchen',
    language: 'en',
    updated: '2026-01-01',
  }));
  const questions = [
    ...things.flatMap((title, index) => [
      { question: `How does ${title.toLowerCase()} work?`, articleId: `thing-${index}` },
      { question: `Please explain ${title.toLowerCase()}`, articleId: `thing-${index}` },
    ]),
    ...nothing.map((question) => ({ question, articleId: null })),
  ];
  box.write('kitchen/policy.json', JSON.stringify(policy));
  box.write('kitchen/faqs.jsonl', lines(faqs));
  box.write('kitchen/training/questions.jsonl', lines(questions));
  return box.path('kitchen');
}

const settings = { environment: { SUPPORTMAX_CONTENT: kitchen() } };

async function open(data: string) {
  const desk = await startDesk(['--data', data, '--no-samples'], settings);
  running.add(desk);
  const call = clientOf(fetch, desk.url);
  const ask = async (message: string) =>
    (await call('/v1/chat', { body: { message } })).json as ChatResponse;
  return { call, ask, close: () => stop(desk) };
}

async function stop(desk: StartedDesk): Promise<void> {
  running.delete(desk);
  desk.kill('SIGTERM');
  await desk.ended;
}

const asked = [
  'How is a coffee grinder cleaned?',
  'Please explain coffee grinder cleaning',
  'I need help with cleaning my coffee grinder',
];
const reply = `Hi there,

Coffee grinder cleaning takes two steps:
1. Take the hopper off and brush the burrs of the coffee grinder.
2. Grind a handful of rice.

Kind regards,
Maria`;

test('a gap becomes an article that answers, once a person has approved its draft', async () => {
  const data = await folders.warm();
  const run = (...argv: string[]) => supportmax(['knowledge', ...argv, '--data', data], settings);
  const desk = await open(data);
  for (const message of asked) {
    const { status, conversationId } = await desk.ask(message);
    expect(status).toBe('escalated');
    const body = { from: 'person', body: reply };
    expect((await desk.call(`/v1/tickets/${conversationId}/messages`, { body })).status).toBe(201);
  }
  await desk.ask('Is there a lunar calendar?');

  const drafts = box.path('drafts');
  const told = await run('gaps', '--since', '1d', '--drafts', drafts);
  const [name = ''] = readdirSync(drafts);
  const file = join(drafts, name);
  const day = new Date().toISOString().slice(0, 10);
  expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('asking the desk') });
  expect(told.stdout).toBe(
    `tickets  answered  first       last        draft  what is asked
      3         3  ${day}  ${day}  2/2    How is a coffee grinder cleaned?
asked once
      1         0  ${day}  ${day}         Is there a lunar calendar?
written    ${file}
4 questions without an answer: 1 gap, 1 asked once, 1 draft
`,
  );
  const draft = readFileSync(file, 'utf8');
  const again = await run('gaps', '--drafts', drafts, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    questions: 4,
    gaps: [
      { tickets: 3, draft: { markdown: draft } },
      { tickets: 1, draft: null },
    ],
    drafts: [{ file, outcome: 'unchanged' }],
  });

  const refused = await run('load', drafts);
  expect(refused).toMatchObject({ code: 0 });
  expect(refused.stdout).toMatch(/^skipped .*: line 9: draft: it is a draft.*\n0 articles/);
  writeFileSync(file, draft.replace('draft: true\n', ''));
  expect((await run('gaps', '--drafts', drafts)).stdout).toContain('was not written over');
  expect((await run('load', drafts)).stdout).toMatch(/^added .*\n1 articles/);
  await desk.close();

  const next = await open(data);
  const answer = await next.ask('How do I clean a coffee grinder?');
  expect(answer).toMatchObject({ status: 'answered', citations: [{ title: asked[0] }] });
  expect(answer.reply).toContain('Grind a handful of rice.');
  expect(answer.reply).not.toMatch(/ticket-|<!--|Maria/);
}, 60_000);

test('drafts are not written over, nor anywhere but in their folder', async () => {
  const folder = box.path('some/drafts');
  const drafts = [
    { id: 'a', markdown: 'one' },
    { id: 'b', markdown: 'two' },
  ];
  const outcomes = async () => (await writeDrafts(folder, drafts)).map(({ outcome }) => outcome);
  expect(await outcomes()).toEqual(['written', 'written']);
  writeFileSync(join(folder, 'a.md'), 'mine');
  expect(await outcomes()).toEqual(['kept', 'unchanged']);
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('mine');
  const outside = [{ id: '../c', markdown: 'three' }];
  await expect(writeDrafts(folder, outside)).rejects.toMatchObject({ code: 'data_corrupt' });
  expect(readdirSync(box.path('some'))).toEqual(['drafts']);
  const inFile = writeDrafts(join(folder, 'a.md'), drafts);
  await expect(inFile).rejects.toMatchObject({ code: 'unavailable' });
});

describe('what is meant is said', () => {
  test('since when', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    const daysAgo = (text: string) => (now - Number(sinceOf(text, now))) / 86_400_000;
    expect(['12h', '30d', '8w', '2026-11-20'].map(daysAgo)).toEqual([0.5, 30, 56, 0.5]);
    expect(sinceOf(undefined, now)).toBeNull();
    for (const wrong of ['', '30', 'd', '-1d', '30 days', '2026-02-30', '2026-1-1']) {
      expect(() => sinceOf(wrong, now)).toThrow(UsageError);
    }
  });

  test.each([
    [['gaps', 'more']],
    [['gaps', '--drafts', '']],
    [['gaps', '--since', 'soon']],
    [['load', 'folder', '--since', '1d']],
    [['load', 'folder', '--drafts', 'folder']],
  ])('%j is refused', async (argv) => {
    const io = { stdout: () => {}, stderr: () => {}, environment: {} };
    await expect(knowledge.run(argv, io)).rejects.toThrow(UsageError);
  });
});
