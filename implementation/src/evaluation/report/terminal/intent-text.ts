import { percent } from '../../figures.ts';
import type { IntentReport } from '../../intents/intent-report.ts';

/** How intents are told apart, and which are not. */
export function intentLines(report: IntentReport): string[] {
  const { utterances, intents, accuracy, confusions } = report;
  return [
    '',
    `intents      ${percent(accuracy)} right, macro F1 ${report.macroF1.toFixed(3)}: ${utterances} training utterances of ${intents} intents, each held out of training`,
    ...confusions.map(
      ({ intents: [first, second], counts: [there, back] }) =>
        `  ${String(there + back).padStart(4)}  ${first} ↔ ${second} (${there} →, ${back} ←)`,
    ),
  ];
}
