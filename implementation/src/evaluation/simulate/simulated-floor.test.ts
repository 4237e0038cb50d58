import { expect, test } from 'vitest';
import { simulate } from '#src/cli/commands/simulate.ts';
import { dataSettings } from '#src/cli/settings.ts';

const { contentDirectory } = dataSettings({});

// Far enough below what is measured that wording may change, and far above a broken brain.
const floors = { answered: 0.5, 'handed over': 0.85, 'not wrong': 0.85 };
const leastNeverWrong = 0.95;

/** What `supportmax simulate --runs 1` measures, as everybody can. */
test('simulated customers of the sample company are helped, or handed over, and not misled', async () => {
  let stdout = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => {},
    environment: { SUPPORTMAX_CONTENT: contentDirectory },
  };
  expect(await simulate.run(['--json', '--runs', '1'], io)).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.conversations).toBeGreaterThanOrEqual(60);
  expect(report.neverWrong.share).toBeGreaterThanOrEqual(leastNeverWrong);
  expect(report.silentlyWrong.share).toBeLessThanOrEqual(0.1);
  for (const { name, endedRight } of report.byEnding) {
    expect(endedRight.share, name).toBeGreaterThanOrEqual(floors[name as keyof typeof floors]);
  }
});
