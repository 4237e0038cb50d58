import type { WholeReport } from '../evaluate-whole.ts';
import { percent } from '../figures.ts';
import {
  areasCard,
  outcomesCard,
  reliabilityCard,
  riskCoverageCard,
  searchCard,
} from './html/answer-cards.ts';
import { askedBackCard } from './html/asked-back-card.ts';
import { tile } from './html/card.ts';
import { comparisonCard } from './html/comparison-card.ts';
import { intentsCard, passPowerCard, resolutionCard } from './html/conversation-cards.ts';
import { pageStyle } from './page-style.ts';
import { element, escaped } from './svg/element.ts';
import { halfInWords } from './terminal-report.ts';

/** The report as one page that needs nothing else: no script, no font, no request. */
export function htmlReport(report: WholeReport): string {
  const { on, all, answerable } = report;
  const title = `Evaluation of the ${escaped(on.company)} desk, ${escaped(report.version)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
<p>${all.questions} questions${halfInWords(report)} that nothing was trained on; an article
answers ${answerable.questions} of them. Measured on ${on.content.articles} articles
(<code>${on.content.hash.slice(0, 8)}</code>) as of ${on.at.slice(0, 10)}; agents:
${escaped(on.agents)}.</p>
</header>
${tiles(report)}
<div class="cards">
${cards(report)}
</div>
${skippedPart(report)}
</main>
</body>
</html>
`;
}

function cards(report: WholeReport): string {
  const { comparison, intents, simulation } = report;
  const column = (...parts: string[]) => element('div', { class: 'column' }, ...parts);
  return [
    comparison ? element('div', { class: 'wide' }, comparisonCard(comparison)) : '',
    column(outcomesCard(report), areasCard(report), ...(intents ? [intentsCard(intents)] : [])),
    column(
      riskCoverageCard(report),
      ...(report.all.askedBack > 0 ? [askedBackCard(report)] : []),
      reliabilityCard(report),
      searchCard(report),
      ...(simulation ? [resolutionCard(simulation), passPowerCard(simulation)] : []),
    ),
  ].join('\n');
}

function tiles({ rightShare, wrongShare, all, answerable, unanswerable, ...report }: WholeReport) {
  const { retrieval, simulation, millis, askedBack } = report;
  const held = unanswerable.questions === 0 ? 0 : unanswerable.abstained / unanswerable.questions;
  const [single, last] = [simulation?.passPower.right[0], simulation?.passPower.right.at(-1)];
  const { real } = simulation?.automation ?? {};
  return element(
    'dl',
    { class: 'tiles' },
    tile(
      percent(rightShare.ofAnswerable),
      'right',
      `of ${answerable.questions} with an answer; ${percent(rightShare.atOnce)} at once`,
    ),
    tile(
      percent(wrongShare.ofAll),
      'wrong',
      `of all ${all.questions}; ${percent(wrongShare.ofAnswered)} of the answers at once`,
    ),
    tile(
      percent(held),
      'abstained',
      `of ${unanswerable.questions} without an answer; ${percent(askedBack.ofUnanswerable)} asked back first`,
    ),
    tile(percent(retrieval.recallAt5), 'found', 'the article is among five'),
    ...(real
      ? [
          tile(
            percent(real.share ?? 0),
            'automated',
            `${real.count} of ${real.of} simulated, for good`,
          ),
        ]
      : []),
    ...(simulation && single !== undefined && last !== undefined
      ? [
          tile(
            percent(last),
            `pass^${simulation.passPower.right.length}`,
            `pass^1 is ${percent(single)}`,
          ),
        ]
      : []),
    tile(
      `${millis.mean.toFixed(1)} ms`,
      'to answer',
      `mean; 95 % within ${millis.p95.toFixed(1)} ms`,
    ),
  );
}

const skippedPart = ({ skipped }: WholeReport): string =>
  skipped.length === 0
    ? ''
    : element(
        'footer',
        {},
        element('h2', {}, 'Left out'),
        element('ul', {}, ...skipped.map((one) => element('li', {}, escaped(one)))),
      );
