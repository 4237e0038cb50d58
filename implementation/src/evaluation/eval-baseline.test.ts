import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evaluate } from '#src/cli/commands/eval.ts';
import { KitchenFolder, kitchenArticle, kitchenFiles } from './kitchen-company.ts';

let kitchen: KitchenFolder;
beforeEach(async () => {
  kitchen = new KitchenFolder();
  await kitchen.put(kitchenFiles);
});
afterEach(() => kitchen.remove());

async function run(...argv: string[]) {
  let stdout = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => {},
    environment: { SUPPORTMAX_CONTENT: kitchen.path },
  };
  return { exitCode: await evaluate.run(argv, io), stdout };
}

const whole = ['--half', 'all', '--quick'];
const fileOf = (name: string) => join(kitchen.path, name);

/** The desk forgets how to answer: every draft is too unsure for it. */
const silenced = () => {
  const policy = { ...JSON.parse(kitchenFiles['policy.json'] ?? ''), minimumConfidence: 1 };
  return kitchen.put({ 'policy.json': JSON.stringify(policy) });
};

describe('supportmax eval --save and --baseline', () => {
  test('compare with what was measured before, and say what was not alike', async () => {
    const path = fileOf('baseline.json');
    await run(...whole, '--save', path);
    const same = await run(...whole, '--baseline', path, '--json');
    const { comparison } = JSON.parse(same.stdout);
    expect(comparison.otherwise).toEqual([]);
    expect(comparison.questions).toEqual({ both: 5, onlyBefore: 0, onlyNow: 0 });
    expect(comparison.figures[0]).toMatchObject({ key: 'right', before: 2 / 3, now: 2 / 3 });
    await silenced();
    const { stdout } = await run(...whole, '--baseline', path);
    expect(stdout).toMatch(/not alike {2}content/);
    expect(stdout).toMatch(/right, of those with an answer +66\.7 % +0\.0 %/);
    expect(stdout).toMatch(/right → abstained +2: q1, q2/);
    expect(stdout).not.toContain('kettle');
  });

  test('of another half is refused before anybody reads figures', async () => {
    const path = fileOf('baseline.json');
    await run(...whole, '--save', path);
    const other = run('--half', 'calibration', '--quick', '--baseline', path);
    await expect(other).rejects.toMatchObject({ code: 'invalid_argument' });
    const missing = run(...whole, '--baseline', fileOf('none.json'));
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('supportmax eval', () => {
  test('asks the test half unless told, and both halves make the whole', async () => {
    const asked = async (...argv: string[]) =>
      JSON.parse((await run('--quick', '--json', ...argv)).stdout);
    const [plain, half, other] = [
      await asked(),
      await asked('--half', 'test'),
      await asked('--half', 'calibration'),
    ];
    expect(plain.half).toBe('test');
    expect(plain.all).toEqual(half.all);
    expect(half.all.questions + other.all.questions).toBe(5);
    expect(half.all.questions).toBeGreaterThan(0);
  });

  test('says what it has left out, and why', async () => {
    const quick = JSON.parse((await run(...whole, '--json')).stdout);
    expect(quick.skipped).toEqual(['intents: --quick', 'simulated conversations: --quick']);
    const bare = await run('--half', 'all', '--runs', '0');
    expect(bare.stdout).toContain('left out  intents: there are no training utterances');
    expect(bare.stdout).toContain('left out  simulated conversations: --runs 0');
    const old = await run('--half', 'all', '--version', 'v0.5');
    expect(old.stdout).toContain('simulated conversations: customers talk to v1 alone');
  });

  test('lets simulated customers talk to the desk that was asked', async () => {
    const { stdout } = await run('--half', 'all', '--runs', '1', '--json');
    const { simulation, on } = JSON.parse(stdout);
    expect(simulation.conversations).toBe(simulation.scenarios);
    expect(simulation.passPower.right).toHaveLength(1);
    expect(on.simulation).toEqual({ seed: 1, runs: 1 });
  });
});

describe('supportmax eval --gate', () => {
  test('passes what is as it was, and fails what has become worse', async () => {
    // Twelve of each are enough to show that none is answered any more.
    const rows = Array.from({ length: 48 }, (_, at) => {
      const text = `${at} times: how does ${at % 2 === 0 ? 'kettle descaling' : 'toaster crumbs'} work?`;
      return JSON.stringify({ id: `m${at}`, question: text, topic: `topic-${at % 2}` });
    });
    await kitchen.put({ 'evaluation/more.jsonl': rows.join('\n') });
    expect((await run('--gate', 'renew')).exitCode).toBe(0);
    for (const version of ['v1', 'v0.5']) {
      expect(existsSync(fileOf(`evaluation/gate-${version}.json`))).toBe(true);
    }
    const passed = await run('--gate', 'check');
    expect(passed).toMatchObject({ exitCode: 0 });
    expect(passed.stdout).toMatch(/gate v0\.5: passed .*\ngate v1: passed/);
    await silenced();
    const failed = await run('--gate', 'check', '--version', 'v1');
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toMatch(/right, of those with an answer .* worse/);
    expect(failed.stdout).toContain('--gate renew');
    const { fell } = JSON.parse((await run('--gate', 'check', '--version', 'v1', '--json')).stdout);
    expect(fell[0]).toMatchObject({ key: 'right', verdict: 'worse', now: 0 });
  });

  test('asks at the moment of its baseline: what has run out since is no fall', async () => {
    const mixer = (more = {}) => ({
      'articles/mixer.md': kitchenArticle('mixer', 'Mixer noise', 'A loud mixer needs oil.', more),
    });
    const asked = { id: 'mixer', question: 'Why does the mixer make noise?', topic: 'mixer' };
    await kitchen.put({ 'evaluation/more.jsonl': JSON.stringify(asked), ...mixer() });
    await run('--gate', 'renew', '--version', 'v1');
    const path = fileOf('evaluation/gate-v1.json');
    const kept = JSON.parse(readFileSync(path, 'utf8'));
    const right = expect.objectContaining({ id: 'mixer', verdict: 'right' });
    expect(kept.questions).toContainEqual(right);
    kept.on.at = '2026-06-01T12:00:00.000Z';
    writeFileSync(path, JSON.stringify(kept));
    await kitchen.put(mixer({ validUntil: '2026-06-30' }));
    const { exitCode, stdout } = await run('--gate', 'check', '--version', 'v1', '--json');
    expect(exitCode).toBe(0);
    const { otherwise, turned } = JSON.parse(stdout).comparison;
    expect(otherwise).toEqual([expect.stringContaining('content')]);
    expect(Object.values(turned).flat()).toEqual([]);
  });

  test('without a baseline says so', async () => {
    await expect(run('--gate', 'check')).rejects.toMatchObject({ code: 'not_found' });
  });
});
