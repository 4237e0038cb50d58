import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '#src/cli/command.ts';
import { simulate } from '#src/cli/commands/simulate.ts';
import { jsonLines, kitchenFiles } from '../kitchen-company.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulated-company-'));
  for (const [file, text] of Object.entries(company)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const things = ['Kettle descaling', 'Toaster crumbs', 'Fridge door alarm', 'Oven light bulb'];
const company: Readonly<Record<string, string>> = {
  ...kitchenFiles,
  'evaluation/questions.jsonl': jsonLines([
    ...things.map((title, index) => ({
      id: `q${index}`,
      question: `I wonder about ${title.toLowerCase()}`,
      topic: `topic-${index}`,
    })),
    { id: 'q9', question: 'Is the moon made of cheese?', topic: null },
  ]),
};

async function run(...argv: string[]) {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    environment: { SUPPORTMAX_CONTENT: folder },
  };
  return { exitCode: await simulate.run(argv, io), stdout, stderr };
}

describe('supportmax simulate', () => {
  test('prints one document, with what was asked for in it', async () => {
    const { exitCode, stdout } = await run('--json', '--seed', '3', '--runs', '2');
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ seed: 3, runsOfEach: 2, terms: { silenceDays: 3 } });
    expect(report.conversations).toBe(2 * report.scenarios);
    expect(report.answeredAlone.count).toBeGreaterThan(0);
    expect(report.passPower.right).toHaveLength(2);
  });

  test('reads for people, and names what did not end right', async () => {
    const { stdout } = await run('--runs', '1', '--verbose');
    expect(stdout).toMatch(/^78 scenarios, 1 runs of each: 78 conversations \(seed 1\)\n/);
    expect(stdout).toContain('of those answered alone');
    expect(stdout).toContain('pass^1');
    expect(stdout).not.toContain('pass^2');
    expect(stdout).toMatch(/, run 1: /);
  });

  test('lets everybody read what they are asked to choose from', async () => {
    const report = async (...options: string[]) =>
      JSON.parse((await run('--runs', '2', '--json', ...options)).stdout);
    const policy = JSON.parse(kitchenFiles['policy.json'] ?? '');
    const unsure = { ...policy, minimumConfidence: 1, asksBack: { from: 0.01 } };
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(unsure));
    expect((await report()).chosenAmiss.count).toBeGreaterThan(0);
    const attentive = await report('--attentive');
    expect(attentive.askedBack.count).toBeGreaterThan(0);
    expect(attentive.chosenAmiss.count).toBe(0);
  });

  test('tells on request what the manner of writing costs', async () => {
    const { stdout } = await run('--runs', '1', '--manners', '--json');
    const { manners } = JSON.parse(stdout);
    expect(manners[0]).toMatchObject({ manner: null, questions: 3, right: 3, wrong: 0 });
    for (const { questions, right, rightAfterAsking, wrong, handedOver } of manners) {
      expect(right + rightAfterAsking + wrong + handedOver).toBe(questions);
    }
    const names = manners.map(({ manner }: { manner: string }) => manner);
    expect(names).toContain('typos');
    expect((await run('--runs', '1', '--manners')).stdout).toMatch(/\nas it is +100\.0 %/);
  });

  test('a longer silence, other questions', async () => {
    const { stdout } = await run('--json', '--runs', '1', '--silence', '30');
    expect(JSON.parse(stdout).terms).toEqual({ silenceDays: 30, durableDays: 7 });
    rmSync(join(folder, 'evaluation'), { recursive: true });
    await expect(run()).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['--runs', '0'],
    ['--seed', 'x'],
    ['--silence', '1.5'],
    ['--set', 'mine'],
    ['--what'],
  ])('refuses %s %s', async (...argv) => {
    await expect(run(...argv)).rejects.toBeInstanceOf(UsageError);
  });

  test('too few questions are said to be', async () => {
    writeFileSync(
      join(folder, 'evaluation/questions.jsonl'),
      jsonLines([{ id: 'q0', question: 'I wonder about kettle descaling', topic: 'topic-0' }]),
    );
    await expect(run()).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
