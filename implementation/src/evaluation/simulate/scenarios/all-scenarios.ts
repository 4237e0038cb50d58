import type { Scenario } from '../scenario.ts';
import { answeredScenarios } from './answered.ts';
import { handedOverScenarios } from './handed-over.ts';
import { notWrongScenarios } from './not-wrong.ts';

/**
 * Every scenario. Their mix was set before any was run: more than half are about what the knowledge
 * base answers, and what makes trouble is there more often than in a real stream.
 */
export const allScenarios: readonly Scenario[] = [
  ...answeredScenarios,
  ...handedOverScenarios,
  ...notWrongScenarios,
];
