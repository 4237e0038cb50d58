import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '#src/cli/command.ts';
import { evaluate } from '#src/cli/commands/eval.ts';
import { listing, startModelServer } from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'company-'));
  await put(company);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const topics = ['Kettle descaling', 'Toaster crumbs', 'Fridge door alarm', 'Oven light bulb'];
const idOf = (index: number) => `topic-${index}`;
const company: Readonly<Record<string, string>> = {
  'policy.json': JSON.stringify({
    company: 'Kitchen',
    languages: ['en'],
    hours: { timeZone: 'UTC', days: {} },
    minimumConfidence: 0.3,
    intents: { greeting: [], thanks: [], personRequest: [], sensitive: [] },
    nextSteps: {},
  }),
  'articles/.keep': '',
  'faqs.jsonl': lines(
    topics.map((title, index) => ({
      id: idOf(index),
      title,
      text: `${title} is easy. Read the label about ${title.toLowerCase()} first.`,
      area: 'kitchen',
      language: 'en',
      updated: '2026-01-01',
    })),
  ),
  'training/questions.jsonl': lines([
    ...topics.flatMap((title, index) => [
      { question: `How does ${title.toLowerCase()} work?`, articleId: idOf(index) },
      { question: `Please explain ${title.toLowerCase()}`, articleId: idOf(index) },
    ]),
    ...['Who is king of France?', 'What rhymes with orange?', 'Do fish sleep at night?'].map(
      (question) => ({ question, articleId: null }),
    ),
  ]),
  'evaluation/questions.jsonl': lines([
    { id: 'q1', question: 'I wonder about kettle descaling', topic: 'topic-0' },
    { id: 'q2', question: 'toaster crumbs everywhere', topic: 'topic-1' },
    { id: 'q3', question: 'Is the moon made of cheese?', topic: null, about: 'moon' },
    { id: 'q4', question: '???', topic: null },
    // Answered, but from another article than the one that is expected.
    { id: 'q5', question: 'How does oven light bulb work?', topic: 'topic-2' },
  ]),
};

/** All questions, and nothing that takes long. */
const run = (...argv: string[]) => runIn({}, '--half', 'all', '--quick', ...argv);

async function runIn(environment: Readonly<Record<string, string>>, ...argv: string[]) {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    environment: { SUPPORTMAX_CONTENT: folder, ...environment },
  };
  const exitCode = await evaluate.run(argv, io);
  return { exitCode, stdout, stderr };
}

describe('supportmax eval', () => {
  test('asks every question through the journey and prints one document', async () => {
    const { exitCode, stdout } = await run('--json');
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.all.questions).toBe(5);
    expect(report.answerable).toEqual({ questions: 3, right: 2, wrong: 1, abstained: 0 });
    expect(report.unanswerable.abstained).toBe(2);
    expect(report.abstainedBecause.no_words).toBe(1);
  });

  test('tells what a bound on wrong answers leads to, and what more or fewer answers would', async () => {
    const policy = JSON.parse(company['policy.json'] ?? '');
    const bounded = { ...policy, wrongAnswers: { atMost: 0.03 } };
    await put({ 'policy.json': JSON.stringify(bounded) });
    const report = JSON.parse((await run('--json')).stdout);
    // Eleven calibration questions show nothing: everybody goes to a person.
    expect(report.all).toMatchObject({ right: 0, wrong: 0, abstained: 5 });
    expect(report.threshold).toMatchObject({ from: null, questions: 11 });
    expect(report.threshold.wrongAnswers).toEqual({ atMost: 0.03, of: 'answers', sureness: 0.9 });
    expect(report.riskCoverage.wrongAt60Coverage).toMatchObject({ coverage: 0.6 });
    for (const argv of [['--quick'], ['--set', 'training']]) {
      expect((await runIn({}, ...argv)).stdout).toContain(
        'never answers: no confidence is shown to keep',
      );
    }
    const refused = { ...policy, wrongAnswers: { atMost: 3 } };
    await put({ 'policy.json': JSON.stringify(refused) });
    await expect(run()).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  test('v0.5 has an answer only to what its FAQs answer', async () => {
    const head = {
      kind: 'how-to',
      area: 'kitchen',
      audience: 'everyone',
      language: 'en',
      updated: '2026-01-01',
    };
    const matter = Object.entries({ id: 'mixer-noise', title: 'Mixer noise', ...head });
    await put({
      'articles/mixer-noise.md': `---\n${matter.map(([name, value]) => `${name}: ${value}`).join('\n')}\n---\nA loud mixer needs oil.\n`,
      'evaluation/questions.jsonl': lines([
        { id: 'q1', question: 'I wonder about kettle descaling', topic: 'topic-0' },
        { id: 'q2', question: 'Why does the mixer make noise?', topic: 'mixer-noise' },
      ]),
    });
    const questionsOf = async (version: string) => {
      const { answerable, unanswerable } = JSON.parse(
        (await run('--json', '--version', version)).stdout,
      );
      return [answerable.questions, unanswerable.questions];
    };
    expect(await questionsOf('v1')).toEqual([2, 0]);
    expect(await questionsOf('v0.5')).toEqual([1, 1]);
  });

  test('reads for people, with a page on request', async () => {
    const page = join(folder, 'report.html');
    const { stdout } = await run('--html', page, '--verbose');
    expect(stdout).toContain('v1: 5 questions, 3 with an answer');
    expect(readFileSync(page, 'utf8')).toContain('Evaluation of the Kitchen desk');
  });

  test('the training set needs no questions of the evaluation', async () => {
    rmSync(join(folder, 'evaluation'), { recursive: true });
    const { stdout } = await run('--set', 'training', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ questions: 11, answerable: 8 });
    await expect(run()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a broken line is named', async () => {
    await put({
      'evaluation/questions.jsonl': '{"id":"q1","question":"x","topic":null}\n{"id":2}',
    });
    const refused = { code: 'invalid_argument', message: expect.stringContaining('line 2') };
    await expect(run()).rejects.toMatchObject(refused);
  });

  test('a configured model is asked as the desk asks it, and what it cost is told', async () => {
    const server = await startModelServer(openAIProtocol);
    try {
      server.replyWith(listing('small'), { text: ['{"claims":[],"confidence":0}'] });
      const price = { inputPerMillionUsd: 100, outputPerMillionUsd: 100 };
      const baseUrl = `${server.origin}/v1`;
      const SUPPORTMAX_CONFIG = JSON.stringify({
        model: { provider: 'openai', name: 'small', baseUrl, price },
        brain: { classify: 'statistical', answer: 'model' },
      });
      const { stdout, stderr } = await runIn({ SUPPORTMAX_CONFIG }, ...['--json', '--half', 'all']);
      // The model finds nothing in the passages: nobody is answered.
      expect(JSON.parse(stdout).answerable).toMatchObject({ right: 0, wrong: 0, abstained: 3 });
      const asked = server.requests.filter(({ body }) => body !== null);
      expect(asked.length).toBeGreaterThanOrEqual(3);
      // 11 tokens read and 7 written each time.
      const cost = `$${(asked.length * 0.0018).toFixed(4)}`;
      expect(stderr).toContain(`classify: statistical, answer: model, by small of openai`);
      expect(stderr).toContain(`the model cost ${cost} at most`);
      const wrong = JSON.stringify({ brain: { answer: 'model' } });
      await expect(runIn({ SUPPORTMAX_CONFIG: wrong })).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    } finally {
      await server.close();
    }
  });

  test('a page that cannot be written is said', async () => {
    const path = join(folder, 'nowhere', 'report.html');
    await expect(run('--html', path)).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    [['--version', 'v9']],
    [['--set', 'x']],
    [['--half', 'left']],
    [['--runs', '101']],
    [['--at', 'Monday']],
    [['--gate', 'open']],
    [['--gate', 'check', '--save', 'x.json']],
    [['--set', 'training', '--html', 'x.html']],
    [['--what']],
  ])('refuses %s', async (argv) => {
    await expect(runIn({}, ...argv)).rejects.toBeInstanceOf(UsageError);
  });
});
