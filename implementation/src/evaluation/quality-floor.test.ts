import { expect, test } from 'vitest';
import { evaluate } from '#src/cli/commands/eval.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { verifies } from '#src/testing/verifies.ts';

const { contentDirectory } = dataSettings({});

// Far enough below what is measured that wording may change, and far above a broken brain.
const leastRightShare = 0.6;
const mostWrongShare = 0.1;

/** What `supportmax eval` measures: on questions that nothing which trains or indexes has read. */
async function measured(version: string) {
  let stdout = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => {},
    environment: { SUPPORTMAX_CONTENT: contentDirectory },
  };
  expect(await evaluate.run(['--json', '--version', version], io)).toBe(0);
  return JSON.parse(stdout);
}

test('the desk answers the sample company well enough to be let near customers', async () => {
  const { answerable, unanswerable, rightShare, wrongShare } = await measured('v1');
  expect(answerable.questions).toBeGreaterThan(100);
  expect(unanswerable.questions).toBeGreaterThan(30);
  expect(rightShare.ofAnswerable).toBeGreaterThanOrEqual(leastRightShare);
  expect(wrongShare.ofAll).toBeLessThanOrEqual(mostWrongShare);
});

test(
  verifies(
    'v0.5.accuracy',
    'real part',
    '60 % of the paraphrased questions on its FAQs are answered right',
  ),
  async () => {
    const { answerable, unanswerable, rightShare, wrongShare } = await measured('v0.5');
    expect(answerable.questions).toBeGreaterThan(50);
    expect(unanswerable.questions).toBeGreaterThan(100);
    expect(rightShare.ofAnswerable).toBeGreaterThanOrEqual(leastRightShare);
    expect(wrongShare.ofAll).toBeLessThanOrEqual(mostWrongShare);
  },
);
