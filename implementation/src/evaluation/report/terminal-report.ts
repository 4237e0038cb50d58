import { describeThreshold } from '#src/agents/answer/answer-threshold.ts';
import type { Outcome } from '../evaluate-desk.ts';
import type { WholeReport } from '../evaluate-whole.ts';
import { percent, row } from '../figures.ts';
import type { EvaluationReport } from '../measure.ts';
import type { NamedTally, Tally } from '../tally.ts';
import { askedBackLines } from './terminal/asked-back-text.ts';
import { comparisonLines } from './terminal/comparison-text.ts';
import { intentLines } from './terminal/intent-text.ts';
import { simulationLines } from './terminal/resolution-text.ts';

/** The report as a person reads it in a terminal. */
export function terminalReport(report: WholeReport): string {
  const lines = [
    ...headLines(report),
    ...answerLines(report),
    ...confidenceLines(report),
    ...partLines('answered from', report.byArticles),
    ...partLines('trait', report.byTrait),
    ...partLines('language', report.byLanguage),
    ...partLines('area', report.byArea),
    ...(report.intents ? intentLines(report.intents) : []),
    ...(report.simulation ? simulationLines(report.simulation) : []),
    ...(report.comparison ? comparisonLines(report.comparison) : []),
    ...(report.skipped.length > 0 ? ['', ...report.skipped.map((one) => `left out  ${one}`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The half in words; nothing where all questions are asked. */
export const halfInWords = ({ half }: Pick<EvaluationReport, 'half'>): string =>
  half === 'all' ? '' : ` of the ${half} half`;

function headLines({ on, all, answerable, ...report }: WholeReport): string[] {
  return [
    `${report.version}: ${all.questions} questions${halfInWords(report)}, ${answerable.questions} with an answer in the knowledge base`,
    `on ${on.content.articles} articles (${on.content.hash.slice(0, 8)}) as of ${on.at.slice(0, 10)}, agents: ${on.agents}`,
    '',
  ];
}

function answerLines(report: WholeReport): string[] {
  const { all, answerable, unanswerable, rightShare, wrongShare, calibration, automation } = report;
  const { retrieval, millis } = report;
  return [
    row('', columns),
    row('all', cells(all)),
    row('with an answer', cells(answerable)),
    row('without an answer', cells(unanswerable)),
    '',
    `right        ${percent(rightShare.ofAnswerable)} of the questions with an answer, ${percent(rightShare.atOnce)} at once, the others after asking back what was meant (${percent(rightShare.ofAll)} of all)`,
    ...askedBackLines(report),
    `wrong        ${percent(wrongShare.ofAll)} of all questions (${percent(wrongShare.ofAnswered)} of the answers given at once)`,
    `automation   ${percent(automation.rate)} (${percent(automation.rateAtOnce)} at once) = ${percent(automation.involvement)} answered × ${percent(automation.assumedResolution)} of these right (a right answer counted as a resolution)`,
    `search       the right article is first for ${percent(retrieval.recallAt1)}, among five for ${percent(retrieval.recallAt5)}; MRR@10 ${retrieval.reciprocalRankAt10.toFixed(3)} (${retrieval.questions} questions)`,
    `calibration  error ${calibration.expectedCalibrationError.toFixed(3)} over ${calibration.drafts} drafts, area under the ROC curve ${calibration.areaUnderRoc.toFixed(3)}`,
    `threshold    ${describeThreshold(report.threshold)}`,
    `time         ${millis.mean.toFixed(2)} ms mean, ${millis.p95.toFixed(2)} ms at the 95th percentile`,
    `abstained    ${reasons(report.abstainedBecause)}`,
  ];
}

function confidenceLines({ calibration, riskCoverage }: WholeReport): string[] {
  const at60 = riskCoverage.wrongAt60Coverage;
  return [
    '',
    row('stated confidence', ['drafts', 'right', '']),
    ...calibration.bins.map((bin) =>
      row(percent(bin.meanConfidence), [
        String(bin.count),
        percent(bin.shareRight),
        bar(bin.shareRight),
      ]),
    ),
    '',
    row('surest answers', ['answered', 'wrong', 'of answers']),
    ...riskCoverage.points.map(({ coverage, wrongOfAll, wrongOfAnswers }) =>
      row('', [coverage, wrongOfAll, wrongOfAnswers].map(percent)),
    ),
    `wrong among the surest 60 %: ${percent(at60.wrongOfAnswers)} of these answers, ${percent(at60.wrongOfAll)} of all questions; area under the curve ${riskCoverage.area.toFixed(3)}`,
  ];
}

/** A part that is everything says nothing. */
function partLines(kind: string, parts: readonly NamedTally[]): string[] {
  if (parts.length < 2) return [];
  return ['', row(kind, columns), ...parts.map((part) => row(part.name, cells(part)))];
}

/** The questions that were answered wrongly: which, from what, and how sure the desk was. */
export function wrongAnswers(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.filter(({ verdict }) => verdict === 'wrong');
  const lines = wrong.map(({ question, articleId, confidence }) =>
    [
      question.id.padEnd(8),
      (confidence ?? 0).toFixed(2),
      ` answered from ${articleId ?? 'nothing'}, expected ${question.articleId ?? 'a person'}`,
    ].join(''),
  );
  return `\nwrong answers\n${lines.join('\n')}\n`;
}

const columns = ['questions', 'right', 'wrong', 'abstained', 'asked back'];

const cells = ({ questions, right, wrong, abstained, askedBack }: Tally): string[] =>
  [questions, right, wrong, abstained, askedBack].map(String);

const bar = (value: number): string => '▇'.repeat(Math.round(10 * value));

function reasons(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return parts.map(([reason, count]) => `${reason} ${count}`).join(', ') || 'never';
}
