import { percent, row } from '../figures.ts';
import type { MannerTrial } from './manner-trial.ts';
import type { Run } from './simulate.ts';
import type { Part, Share, SimulationReport } from './simulation-report.ts';

/** The report as a person reads it in a terminal. */
export function simulationText(report: SimulationReport): string {
  const { resolution, automation, terms, time } = report;
  const { believed, real } = resolution;
  const kinds = ['confirmed', 'assumed', 'durable'] as const;
  const lines = [
    `${playedText(report)} (seed ${report.seed})`,
    `questions: ${report.questions}`,
    '',
    `answered alone  ${told(report.answeredAlone)} conversations`,
    `escalated       ${told(report.escalated)}`,
    `asked back      ${told(report.askedBack)}`,
    `chosen amiss    ${told(report.chosenAmiss)}: the first option, taken without reading; not counted as wrong`,
    `time            ${time.meanMs.toFixed(2)} ms to a reply in the mean, ${time.p95Ms.toFixed(2)} ms at the 95th percentile, ${time.replies} replies`,
    `never wrong     ${told(report.neverWrong)}`,
    `ended right     ${told(report.endedRight)}`,
    '',
    row('of those answered alone', ['believed', 'real', 'of']),
    ...kinds.map((kind) =>
      row(kind, [
        String(believed[kind].count),
        String(real[kind].count),
        String(believed[kind].of),
      ]),
    ),
    `silence for ${terms.silenceDays} days after an answer is taken for a resolution; it is durable where nothing follows for ${terms.durableDays} days`,
    `reopened        ${told(believed.reopened)} of those answered alone`,
    `silently wrong  ${told(report.silentlyWrong)} of the durable resolutions are none`,
    '',
    `automation      ${told(automation.real)} really, ${product(report, real.durable)}`,
    `                ${told(automation.believed)} as the desk believes, ${product(report, believed.durable)}`,
    `                ${told(automation.possible)} of a desk that knows everything`,
    `a resolution    ${perResolution(report)}`,
    '',
    ...powerLines(report),
    row('should end', ['scenarios', 'right', 'not wrong']),
    ...report.byEnding.map(partRow),
    '',
    row('persona', ['scenarios', 'right', 'not wrong']),
    ...report.byPersona.map(partRow),
    '',
    'not ended right',
    ...report.shortcomings.map(({ because, runs }) => `${String(runs).padStart(6)}  ${because}`),
    ...(report.manners ? mannerLines(report.manners) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function playedText({ scenarios, runsOfEach, conversations }: SimulationReport): string {
  if (runsOfEach === null)
    return `a stream of ${conversations} conversations, ${scenarios} scenarios`;
  return `${scenarios} scenarios, ${runsOfEach} runs of each: ${conversations} conversations`;
}

function powerLines({ passPower: { right, neverWrong } }: SimulationReport): string[] {
  if (right.length === 0) return [];
  const names = right.map((_, index) => `pass^${index + 1}`);
  const powers = [
    ['ended right', right],
    ['never wrong', neverWrong],
  ] as const;
  return [row('', names), ...powers.map(([name, of]) => row(name, of.map(percent))), ''];
}

const mannerLines = (trials: readonly MannerTrial[]): string[] => [
  '',
  row('one question, written', ['right', 'asked back', 'wrong', 'handed']),
  ...trials.map(({ manner, questions, right, rightAfterAsking, wrong, handedOver }) =>
    row(
      manner ?? 'as it is',
      [right, rightAfterAsking, wrong, handedOver].map((count) => percent(count / questions)),
    ),
  ),
];

/** What was said in the runs that did not end right, without the knowledge base's own words. */
export function shortcomingsText(runs: readonly Run[]): string {
  const lines = runs.flatMap(({ scenario, run, played, truth }) => {
    if (truth.because === null) return [];
    const turns = played.turns.map(({ verdict, reply }) => {
      const cited = reply.articleIds.join(', ');
      return `    ${verdict}${cited === '' ? '' : ` (${cited})`}`;
    });
    return [`${scenario.id}, run ${run}: ${truth.because}`, ...turns];
  });
  return `\n${lines.join('\n')}\n`;
}

const partRow = ({ name, scenarios, endedRight, neverWrong }: Part): string =>
  row(name, [String(scenarios), shareOf(endedRight), shareOf(neverWrong)]);

const shareOf = ({ share }: Share): string => (share === null ? '–' : percent(share));

const told = (share: Share): string => `${shareOf(share)} (${share.count} of ${share.of})`;

const product = ({ answeredAlone }: SimulationReport, durable: Share): string =>
  `${shareOf(answeredAlone)} answered alone × ${shareOf(durable)} of these for good`;

function perResolution({ perRealResolution, time }: SimulationReport): string {
  const { messages, costUsd } = perRealResolution;
  if (messages === null || costUsd === null) return 'none, so nothing can be said of its cost';
  const millis = (time.perRealResolutionMs ?? 0).toFixed(1);
  return `cost $${costUsd.toFixed(4)}, ${messages.toFixed(1)} messages and ${millis} ms of the desk, with what came to nothing`;
}
