import { describeThreshold } from '#src/agents/answer/answer-threshold.ts';
import type { WholeReport } from '../../evaluate-whole.ts';
import { percent } from '../../figures.ts';
import type { NamedTally } from '../../tally.ts';
import { outcomeBars } from '../plots/outcome-bars.ts';
import { reliabilityPlot } from '../plots/reliability-plot.ts';
import { riskCoveragePlot } from '../plots/risk-coverage-plot.ts';
import { element } from '../svg/element.ts';
import { card, outcomeLegend } from './card.ts';
import { table, tableBehind } from './table.ts';

const tallyHeadings = ['questions', 'asked', 'right', 'handed over', 'wrong', 'asked back first'];
const tallyRow = ({ name, ...counts }: NamedTally): string[] => {
  const { questions, right, abstained, wrong, askedBack } = counts;
  return [name, questions, right, abstained, wrong, askedBack].map(String);
};

/** What became of the questions: all of them, and by what is hard about them. */
export function outcomesCard(report: WholeReport): string {
  const whole = [
    { name: 'all questions', ...report.all },
    { name: 'with an answer', ...report.answerable },
    { name: 'without one', ...report.unanswerable },
  ];
  const parts = [
    ['by articles named in the reply', 'replies', report.byArticles],
    ['by trait', 'traits', report.byTrait],
    ['by language', 'languages', report.byLanguage],
  ] as const;
  const shown = parts.filter(([, , tallies]) => tallies.length > 1);
  return card(
    {
      title: 'What became of the questions',
      said: 'Right: answered from the article that answers, at once or after asking back what was meant. Where none does, handing over is what is wanted.',
    },
    outcomeLegend,
    outcomeBars('outcomes', 'What became of the questions', whole),
    ...shown.flatMap(([title, id, tallies]) => [
      element('h3', {}, title),
      outcomeBars(id, `Outcomes ${title}`, tallies),
    ]),
    tableBehind(tallyHeadings, [whole, ...shown.map(([, , one]) => one)].flat().map(tallyRow)),
  );
}

export const areasCard = ({ byArea }: WholeReport): string =>
  card(
    { title: 'By area', said: 'The area of the article that answers.' },
    outcomeLegend,
    outcomeBars('areas', 'Outcomes by area', byArea),
    tableBehind(tallyHeadings, byArea.map(tallyRow)),
  );

export const riskCoverageCard = (report: WholeReport): string =>
  card(
    {
      title: 'If more or fewer were answered',
      said: `Questions are answered at once, from the surest on; the dot is what the desk answers without asking back. Area under the curve ${report.riskCoverage.area.toFixed(3)}: the smaller, the better the desk knows what it knows.`,
    },
    riskCoveragePlot(report),
    tableBehind(
      ['answered at once', 'wrong, of all', 'wrong, of the answers'],
      report.riskCoverage.points.map((point) =>
        [point.coverage, point.wrongOfAll, point.wrongOfAnswers].map(percent),
      ),
    ),
  );

export function reliabilityCard(report: WholeReport): string {
  const { calibration, threshold } = report;
  return card(
    {
      title: 'Can its confidence be believed?',
      said: `Each dot is a fifteenth of the ${calibration.drafts} drafts, posted or not; on the slope, stated and real agree. Calibration error ${calibration.expectedCalibrationError.toFixed(3)}. The desk ${describeThreshold(threshold)}.`,
    },
    reliabilityPlot(report),
    tableBehind(
      ['stated', 'drafts', 'right'],
      calibration.bins.map(({ meanConfidence, count, shareRight }) => [
        percent(meanConfidence),
        String(count),
        percent(shareRight),
      ]),
    ),
  );
}

export function searchCard({ retrieval, abstainedBecause }: WholeReport): string {
  const reasons = Object.entries(abstainedBecause).sort((a, b) => b[1] - a[1]);
  return card(
    {
      title: 'Does the search find it?',
      said: `Where the article that answers stands in the desk's own search, over ${retrieval.questions} questions that have one.`,
    },
    table(
      [],
      [
        ['first', percent(retrieval.recallAt1)],
        ['among the first five', percent(retrieval.recallAt5)],
        ['MRR@10', retrieval.reciprocalRankAt10.toFixed(3)],
      ],
    ),
    element('h3', {}, 'Why people got it'),
    table(
      ['reason', 'questions'],
      reasons.map(([reason, count]) => [reason.replaceAll('_', ' '), String(count)]),
    ),
  );
}
