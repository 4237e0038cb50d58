import { expect, test } from 'vitest';
import { evaluate } from '#src/cli/commands/eval.ts';
import { dataSettings } from '#src/cli/settings.ts';

const { contentDirectory } = dataSettings({});

// Far enough below what is measured that wording may change, and far above a broken brain.
const leastRightShare = 0.6;
const mostWrongShare = 0.1;

test('the desk answers the sample company well enough to be let near customers', async () => {
  let stdout = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => {},
    environment: { SUPPORTMAX_CONTENT: contentDirectory },
  };
  expect(await evaluate.run(['--json'], io)).toBe(0);
  const { answerable, unanswerable, rightShare, wrongShare } = JSON.parse(stdout);
  expect(answerable.questions).toBeGreaterThan(100);
  expect(unanswerable.questions).toBeGreaterThan(30);
  expect(rightShare.ofAnswerable).toBeGreaterThanOrEqual(leastRightShare);
  expect(wrongShare.ofAll).toBeLessThanOrEqual(mostWrongShare);
});
