import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBaseline, saveBaseline } from './baseline-file.ts';
import { compare } from './compare.ts';
import type { KeptOutcome } from './kept-outcome.ts';
import type { MeasuredOn, Measurement } from './measurement.ts';
import type { KeptScenario } from './scenario-figures.ts';

const on: MeasuredOn = {
  company: 'Kitchen',
  version: 'v1',
  half: 'test',
  at: '2026-11-26T09:00:00.000Z',
  content: { articles: 4, hash: 'aaaaaaaaaaaa' },
  agents: 'statistical',
  simulation: { seed: 1, runs: 5 },
};

function kept(at: number, more: Partial<KeptOutcome> = {}): KeptOutcome {
  const known = at % 3 === 0 ? null : 'a';
  return {
    id: `q${at}`,
    hash: `hash ${at}`,
    expected: known,
    verdict: known ? 'right' : 'abstained',
    askedBack: false,
    articleId: 'a',
    confidence: known ? 0.9 : 0.1,
    rank: known && 1,
    ...more,
  };
}

const scenario = (at: number, endedRight: number): KeptScenario => ({
  id: `s${at}`,
  runs: 5,
  endedRight,
  neverWrong: 5,
  escalated: 5 - endedRight,
  answeredAlone: endedRight,
  believedDurable: endedRight,
  reallyDurable: endedRight,
});

const before: Measurement = {
  on,
  questions: Array.from({ length: 90 }, (_, at) => kept(at)),
  intents: Array.from({ length: 60 }, (_, at) => ({ id: `u${at}`, truth: 'x', stated: 'x' })),
  scenarios: Array.from({ length: 30 }, (_, at) => scenario(at, 5)),
  perResolution: { costUsd: 0, millis: 2.5 },
};
const without = { ...before, intents: null, scenarios: null };
const asked = (change: (one: KeptOutcome, at: number) => KeptOutcome): Measurement => ({
  ...without,
  questions: before.questions.map(change),
});
const figure = (found: ReturnType<typeof compare>, key: string) =>
  found.figures.find((one) => one.key === key);

describe('a comparison', () => {
  test('with itself shows no difference in any figure', () => {
    const { figures, otherwise, turned } = compare(before, before);
    expect(figures.length).toBeGreaterThan(15);
    for (const { verdict, interval, key } of figures) {
      expect(verdict, key).toBe('no difference shown');
      expect(interval, key).toEqual({ low: 0, high: 0 });
    }
    expect(otherwise).toEqual([]);
    expect(Object.values(turned).flat()).toEqual([]);
  });

  test('finds what fell, says how far, and names who turned by id', () => {
    const now = asked((one, at) =>
      one.expected !== null && at % 4 === 0 ? { ...one, verdict: 'wrong', articleId: 'b' } : one,
    );
    const found = compare(without, now);
    const right = figure(found, 'right');
    expect(right).toMatchObject({ verdict: 'worse', before: 1, now: 45 / 60, pairs: 90 });
    expect(right?.interval?.low).toBeLessThan(-0.25);
    expect(right?.interval?.high).toBeGreaterThan(-0.25);
    expect(figure(found, 'wrong')?.verdict).toBe('worse');
    expect(figure(found, 'recallAt1')?.verdict).toBe('no difference shown');
    expect(found.turned.rightToWrong).toHaveLength(15);
    expect(figure(compare(now, without), 'right')?.verdict).toBe('better');
    expect(compare(now, without).turned.toRight).toEqual(found.turned.rightToWrong);
  });

  test('shows who is asked back in vain, and that it makes no answer at once less wrong', () => {
    const wrongly = asked((one, at) => (at % 9 === 1 ? { ...one, verdict: 'wrong' } : one));
    const asking = asked((one, at) => {
      if (one.expected === null) return { ...one, askedBack: at % 2 === 0 };
      return at % 9 === 1 ? { ...one, verdict: 'wrong' } : { ...one, askedBack: at % 9 !== 2 };
    });
    const found = compare(wrongly, asking);
    expect(figure(found, 'askedBack')).toMatchObject({ verdict: 'worse', before: 0, now: 1 / 2 });
    expect(figure(found, 'wrong')?.verdict).toBe('no difference shown');
    expect(figure(found, 'wrongOfAnswers')).toMatchObject({ before: 1 / 6, now: 1 / 2 });
  });

  test('one question more or less is no difference', () => {
    const now = asked((one, at) => (at === 1 ? { ...one, verdict: 'abstained' } : one));
    const found = compare(without, now);
    expect(figure(found, 'right')?.verdict).toBe('no difference shown');
    expect(found.turned.rightToAbstained).toEqual(['q1']);
  });

  test('is over what both have: the same id with other words is another question', () => {
    const now = asked((one, at) => (at < 10 ? { ...one, hash: 'other', verdict: 'wrong' } : one));
    const found = compare(without, { ...now, questions: now.questions.slice(0, 80) });
    expect(found.questions).toEqual({ both: 70, onlyBefore: 20, onlyNow: 10 });
    expect(figure(found, 'right')).toMatchObject({ before: 1, now: 1 });
    const none = { ...now, questions: now.questions.slice(0, 10) };
    expect(() => compare(without, none)).toThrow('none of the questions');
  });

  test('takes scenarios whole: runs of one do not stand for others', () => {
    const worse = before.scenarios?.map((one, at) =>
      scenario(at, at % 3 === 0 ? 3 : one.endedRight),
    );
    const found = compare(before, { ...before, scenarios: worse ?? null });
    expect(figure(found, 'pass1')).toMatchObject({ verdict: 'worse', before: 1, pairs: 30 });
    expect(figure(found, 'pass5')?.now).toBeCloseTo(2 / 3, 12);
    expect(figure(found, 'neverWrong')?.verdict).toBe('no difference shown');
  });

  test('of another half or version is refused, of other content it is said', () => {
    const as = (more: Partial<MeasuredOn>) => ({ ...before, on: { ...on, ...more } });
    const refused = (message: string) =>
      expect.objectContaining({
        code: 'invalid_argument',
        message: expect.stringContaining(message),
      });
    const attempt = (more: Partial<MeasuredOn>) => {
      try {
        return compare(as(more), before);
      } catch (error) {
        return error;
      }
    };
    expect(attempt({ half: 'calibration' })).toEqual(
      refused('the half calibration, and this is test'),
    );
    expect(attempt({ version: 'v0.5' })).toEqual(refused('version v0.5, and this is v1'));
    const { otherwise } = compare(
      as({
        content: { articles: 3, hash: 'bbbb' },
        agents: 'answer: model',
        at: '2026-11-01T00:00:00.000Z',
      }),
      before,
    );
    expect(otherwise).toEqual([
      'content: 3 articles (bbbb), now 4 (aaaaaaaa)',
      'articles valid on 2026-11-01, now on 2026-11-26',
      'agents: answer: model, now statistical',
    ]);
    const gone = asked((one, at) => (at === 1 ? { ...one, expected: null } : one));
    expect(compare(without, gone).otherwise).toEqual([
      'what answers 1 of the questions is not what it was',
    ]);
  });
});

describe('a baseline', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baseline-'));
    path = join(folder, 'baseline.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ['whole', before],
    ['without what was skipped', { ...without, perResolution: null }],
  ])('comes back as it was kept, %s', async (_, measurement) => {
    await saveBaseline(path, measurement);
    expect(await readBaseline(path)).toEqual(measurement);
    // An outcome a line: what has changed can be read in a diff.
    expect(readFileSync(path, 'utf8').split('\n').length).toBeGreaterThan(90);
    expect(JSON.parse(readFileSync(path, 'utf8')).figures.right).toBe(1);
  });

  test.each([
    ['nothing like it', '7', 'is not a baseline'],
    ['no JSON', '{', 'not valid JSON'],
    [
      'one of another format',
      JSON.stringify({ format: 'supportmax evaluation', formatVersion: 9 }),
      'has format version 9',
    ],
    [
      'damaged',
      JSON.stringify({ format: 'supportmax evaluation', formatVersion: 2, on: {} }),
      'is a damaged baseline',
    ],
  ])('that is %s is refused with the reason', async (_, text, message) => {
    writeFileSync(path, text);
    await expect(readBaseline(path)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(message),
    });
  });

  test('that is not there, or cannot be written, is said', async () => {
    await expect(readBaseline(path)).rejects.toMatchObject({ code: 'not_found' });
    const nowhere = join(folder, 'nowhere', 'x.json');
    await expect(saveBaseline(nowhere, before)).rejects.toMatchObject({ code: 'not_found' });
  });
});
