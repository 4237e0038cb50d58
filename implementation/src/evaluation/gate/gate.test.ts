import { expect, test } from 'vitest';
import type { StatisticalAgents } from '#src/agents/statistical-agents.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { verifies } from '#src/testing/verifies.ts';
import { answerFigures } from '../compare/question-figures.ts';
import { checkGate, type GatedCompany, type GateResult, gateFile } from './gate.ts';
import { gateText } from './gate-text.ts';

const { contentDirectory } = dataSettings({});
/** Each version is trained once. */
const kept = new Map<string, Uint8Array>();
const models = {
  read: (name: string) => kept.get(name) ?? null,
  write: (name: string, bytes: Uint8Array) => void kept.set(name, bytes),
};
const sample: Omit<GatedCompany, 'version'> = {
  directory: contentDirectory,
  content: await loadContent(contentDirectory),
  clock: systemClock,
  models,
};

/** Shown where the gate fails: what fell, how to look deeper, how to renew the baseline. */
const said = (version: GatedCompany['version'], result: GateResult) =>
  gateText(version, gateFile(contentDirectory, version), result);

/** Answers from the article that came second, as surely as if it had been the first. */
function fromTheSecond(trained: StatisticalAgents): StatisticalAgents {
  const { retriever } = trained;
  const find: typeof retriever.find = (question, limit) => {
    const [first, second, ...rest] = retriever.find(question, limit);
    if (!first || !second) return [];
    const { evidence, score } = first;
    return [{ ...second, evidence, score }, { ...first, score: second.score }, ...rest];
  };
  return { ...trained, retriever: { find, retrieve: async (question) => find(question) } };
}

test('v1 answers the sample company no worse than the committed baseline', async () => {
  const result = await checkGate({ ...sample, version: 'v1' });
  expect(result.comparison.questions.both).toBeGreaterThan(100);
  expect(result.fell, said('v1', result)).toEqual([]);
});

test(
  verifies(
    'v0.5.accuracy',
    'real part',
    '60 % of the paraphrased questions on its FAQs are answered right, and no fewer than before',
  ),
  async () => {
    const result = await checkGate({ ...sample, version: 'v0.5' });
    const { questions } = result.now;
    const onFaqs = questions.filter(({ expected }) => expected !== null);
    expect(onFaqs.length).toBeGreaterThan(25);
    const figure = (name: string) => answerFigures.find(({ key }) => key === name)?.of(questions);
    expect(figure('rightAtOnce')).toBeGreaterThanOrEqual(0.6);
    expect(figure('wrong')).toBeLessThanOrEqual(0.1);
    expect(result.fell, said('v0.5', result)).toEqual([]);
  },
);

test('a desk that answers from the second-best article does not pass', async () => {
  const result = await checkGate({ ...sample, version: 'v0.5', inForms: fromTheSecond });
  const fallen = result.fell.map(({ key }) => key);
  expect(fallen).toEqual(expect.arrayContaining(['right', 'wrong', 'recallAt1']));
  const text = said('v0.5', result);
  expect(text).toMatch(/figures fell by more than chance/);
  expect(text).toMatch(/right, of those with an answer .* worse/);
  expect(text).toMatch(/right → wrong: [qr]\d+/);
  expect(text).toContain('--half calibration --quick --verbose --baseline');
  expect(text).toContain('eval --gate renew');
});
