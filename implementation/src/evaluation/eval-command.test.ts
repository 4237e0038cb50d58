import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '#src/cli/command.ts';
import { evaluate } from '#src/cli/commands/eval.ts';
import { listing, startModelServer } from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { jsonLines, KitchenFolder, kitchenArticle, kitchenFiles } from './kitchen-company.ts';

let kitchen: KitchenFolder;
let folder: string;
beforeEach(async () => {
  kitchen = new KitchenFolder();
  folder = kitchen.path;
  await put(kitchenFiles);
});
afterEach(() => kitchen.remove());

const put = (files: Readonly<Record<string, string>>) => kitchen.put(files);

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
    expect(report.answerable).toMatchObject({ questions: 3, right: 2, wrong: 1, abstained: 0 });
    expect(report.unanswerable.abstained).toBe(2);
    expect(report.abstainedBecause.no_words).toBe(1);
  });

  test('tells what a bound on wrong answers leads to, and what more or fewer answers would', async () => {
    const policy = JSON.parse(kitchenFiles['policy.json'] ?? '');
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
    await put({
      'articles/mixer-noise.md': kitchenArticle(
        'mixer-noise',
        'Mixer noise',
        'A loud mixer needs oil.',
      ),
      'evaluation/questions.jsonl': jsonLines([
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
