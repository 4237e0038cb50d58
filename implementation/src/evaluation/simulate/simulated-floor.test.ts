import { beforeAll, describe, expect, test } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { sharedModels } from '#src/testing/shared-models.ts';
import { verifies } from '#src/testing/verifies.ts';
import { clockAt } from '../evaluation-clock.ts';
import { simulateCompany } from './simulate-company.ts';

const { contentDirectory: directory } = dataSettings({});
// The day that was measured: that an article has run out since is no fall of the desk.
const clock = clockAt(systemClock, Date.UTC(2026, 10, 26));
let content: Content;
beforeAll(async () => {
  content = await loadContent(directory);
});

/** As `supportmax simulate` plays it, with seed 1. */
async function played(many: { readonly runs: number; readonly stream?: number }) {
  const { report } = await simulateCompany({
    ...{ directory, content, questions: 'questions', seed: 1, clock },
    ...{ terms: { silenceDays: 3, durableDays: 7 }, models: sharedModels() },
    ...many,
  });
  return report;
}

describe('simulated customers of the sample company', () => {
  // Far enough below what is measured that wording may change, and far above a broken brain.
  const floors: Readonly<Record<string, number>> = {
    answered: 0.5,
    'handed over': 0.85,
    'not wrong': 0.85,
  };

  test('are helped, or handed over, and not misled', async () => {
    const report = await played({ runs: 1 });
    expect(report.conversations).toBeGreaterThanOrEqual(60);
    expect(report.neverWrong.share).toBeGreaterThanOrEqual(0.95);
    expect(report.silentlyWrong.share).toBeLessThanOrEqual(0.1);
    for (const { name, endedRight } of report.byEnding) {
      expect(endedRight.share, name).toBeGreaterThanOrEqual(floors[name] ?? 0);
    }
  });

  test(verifies(
    'v1.automation',
    'real part',
    '70 % of a stream of 1,000 conversations resolved for good, 30 % at most with people',
  ), async () => {
    const { automation, escalated, time } = await played({ runs: 1, stream: 1_000 });
    expect(automation.real.share).toBeGreaterThanOrEqual(0.7);
    expect(escalated.share).toBeLessThanOrEqual(0.3);
    expect(time.replies).toBeGreaterThan(1_000);
  }, 120_000);
});
