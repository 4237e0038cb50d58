import { describe } from 'vitest';
import { describeAnswers } from '#src/testing/scenarios/answer-scenarios.ts';
import { describeChoicesAgain } from '#src/testing/scenarios/choice-again-scenarios.ts';
import { describeChoices } from '#src/testing/scenarios/choice-scenarios.ts';
import { describeChoiceTroubles } from '#src/testing/scenarios/choice-trouble-scenarios.ts';
import { describeClaims } from '#src/testing/scenarios/claim-scenarios.ts';
import { describeDeadlines } from '#src/testing/scenarios/deadline-scenarios.ts';
import { describeHandoffs } from '#src/testing/scenarios/handoff-scenarios.ts';
import { describeLanguages } from '#src/testing/scenarios/language-scenarios.ts';
import { describeOvertakings } from '#src/testing/scenarios/overtaking-scenarios.ts';
import { describeRealAgents } from '#src/testing/scenarios/real-agent-scenarios.ts';
import { describeResumptions } from '#src/testing/scenarios/resumption-scenarios.ts';
import type { CreateJourneyEngine } from './engine.ts';

/**
 * What every engine must do: each scenario is played on it, and the full list of events that it
 * leaves in the log is compared.
 */
export function describeJourneyEngine(name: string, createEngine: CreateJourneyEngine): void {
  // The clock stands still: what takes longer than this hangs.
  describe(`journey engine: ${name}`, { timeout: 10_000 }, () => {
    describeAnswers(createEngine);
    describeChoices(createEngine);
    describeChoiceTroubles(createEngine);
    describeChoicesAgain(createEngine);
    describeHandoffs(createEngine);
    describeLanguages(createEngine);
    describeOvertakings(createEngine);
    describeClaims(createEngine);
    describeResumptions(createEngine);
    describeDeadlines(createEngine);
  });
  describe(`journey engine: ${name}`, () => describeRealAgents(createEngine));
}
