import { percent, row } from '../../figures.ts';
import type { Share, SimulationReport } from '../../simulate/simulation-report.ts';

/** What simulated customers got: the short form of what `supportmax simulate` tells. */
export function simulationLines(report: SimulationReport): string[] {
  const { resolution, automation, passPower, perRealResolution, time } = report;
  const { believed, real } = resolution;
  const kinds = ['confirmed', 'assumed', 'durable'] as const;
  const { costUsd } = perRealResolution;
  return [
    '',
    `simulated    ${report.conversations} conversations, ${report.runsOfEach} runs of ${report.scenarios} scenarios (seed ${report.seed}): ${told(report.answeredAlone)} answered alone, ${told(report.escalated)} escalated`,
    `asked back   ${told(report.askedBack)} of the conversations; in ${told(report.chosenAmiss)} the first option was taken without reading, amiss, which is not counted as wrong`,
    row('resolutions', ['believed', 'really', 'of']),
    ...kinds.map((kind) =>
      row(kind, [counted(believed[kind]), counted(real[kind]), whole(real[kind])]),
    ),
    `automation   ${told(automation.real)} really, ${told(automation.believed)} as the desk believes, ${told(automation.possible)} of a desk that knows everything`,
    costUsd === null
      ? 'a resolution none, so nothing can be said of its cost'
      : `a resolution costs $${costUsd.toFixed(4)} and ${(time.perRealResolutionMs ?? 0).toFixed(1)} ms of the desk, with what came to nothing`,
    row(
      '',
      passPower.right.map((_, at) => `pass^${at + 1}`),
    ),
    row('ended right', passPower.right.map(percent)),
    row('never wrong', passPower.neverWrong.map(percent)),
  ];
}

const counted = ({ count }: Share): string => String(count);
const whole = ({ of }: Share): string => String(of);
const told = ({ share, count, of }: Share): string =>
  `${share === null ? '–' : percent(share)} (${count} of ${of})`;
