import { percent } from '../../figures.ts';
import type { IntentReport } from '../../intents/intent-report.ts';
import type { Share, SimulationReport } from '../../simulate/simulation-report.ts';
import { confusionBars } from '../plots/confusion-bars.ts';
import { passPowerPlot } from '../plots/pass-power-plot.ts';
import { card } from './card.ts';
import { table, tableBehind } from './table.ts';

const shareText = ({ share }: Share): string => (share === null ? '–' : percent(share));
const counted = (share: Share): string => `${share.count} of ${share.of}`;

/** What simulated customers have in the end, and what the desk believes. */
export function resolutionCard(report: SimulationReport): string {
  const { resolution, automation, terms, perRealResolution, time } = report;
  const { believed, real } = resolution;
  const rows = (['confirmed', 'assumed', 'durable'] as const).map((kind) => [
    kind,
    shareText(real[kind]),
    counted(real[kind]),
    counted(believed[kind]),
  ]);
  const { costUsd } = perRealResolution;
  const cost = costUsd === null ? '–' : `$${costUsd.toFixed(4)}`;
  const millis = time.perRealResolutionMs;
  return card(
    {
      title: 'What is resolved',
      said: `${report.conversations} simulated conversations. Confirmed by thanks; assumed after ${terms.silenceDays} days of silence; durable where nothing follows for ${terms.durableDays} days. Really: the customer has what they came for. Chosen amiss: who did not read took the first option; not counted as wrong.`,
    },
    table(['of those answered alone', 'really', 'counted', 'the desk believes'], rows),
    table(
      ['of all conversations', 'share', 'counted'],
      [
        ['answered alone', shareText(report.answeredAlone), counted(report.answeredAlone)],
        ['automated, really', shareText(automation.real), counted(automation.real)],
        [
          'automated, as the desk believes',
          shareText(automation.believed),
          counted(automation.believed),
        ],
        [
          'a desk that knows everything',
          shareText(automation.possible),
          counted(automation.possible),
        ],
        ['escalated', shareText(report.escalated), counted(report.escalated)],
        ['asked back', shareText(report.askedBack), counted(report.askedBack)],
        ['chosen amiss, unread', shareText(report.chosenAmiss), counted(report.chosenAmiss)],
        ['never wrong', shareText(report.neverWrong), counted(report.neverWrong)],
      ],
    ),
    table(
      ['a resolution takes', 'each'],
      [
        ['money', cost],
        ['time of the desk', millis === null ? '–' : `${millis.toFixed(1)} ms`],
        ['messages', perRealResolution.messages?.toFixed(1) ?? '–'],
      ],
    ),
  );
}

export function passPowerCard(report: SimulationReport): string {
  const { right, neverWrong } = report.passPower;
  return card(
    {
      title: 'The same again?',
      said: `pass^k: k runs of the same scenario, in other words and moods, all end right. ${report.scenarios} scenarios, ${report.runsOfEach} runs of each.`,
    },
    passPowerPlot(report),
    tableBehind(
      ['k', 'ended right', 'never wrong'],
      right.map((share, at) => [String(at + 1), percent(share), percent(neverWrong[at] ?? 0)]),
    ),
  );
}

export function intentsCard(report: IntentReport): string {
  const { utterances, intents, accuracy, macroF1, confusions } = report;
  return card(
    {
      title: 'Which intents are taken for each other?',
      said: `${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}, over ${utterances} training utterances of ${intents} intents, each held out of training. The pairs confused most:`,
    },
    confusionBars(report),
    tableBehind(
      ['first ↔ second', 'first as second', 'second as first'],
      confusions.map((one) => [one.intents.join(' ↔ '), ...one.counts.map(String)]),
    ),
  );
}
