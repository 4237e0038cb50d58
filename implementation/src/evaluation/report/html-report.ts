import { describeThreshold } from '#src/agents/answer/answer-threshold.ts';
import type { WholeReport as EvaluationReport } from '../evaluate-whole.ts';
import { percent } from '../figures.ts';
import type { Tally } from '../tally.ts';

const size = 320;
const margin = 64;

/** The report as one page that needs nothing else: figures, a reliability plot, outcome bars. */
export function htmlReport(report: EvaluationReport): string {
  const { all, answerable, unanswerable, rightShare, wrongShare, automation, millis } = report;
  const title = `Evaluation of the ${escaped(report.on.company)} desk, ${escaped(report.version)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${all.questions} questions that nothing was trained on; ${answerable.questions} have an answer in
the knowledge base, ${unanswerable.questions} have none. An answer is right when it cites the article
that answers the question.</p>
<section class="figures">
${figure(percent(rightShare.ofAnswerable), 'answered rightly', `of ${answerable.questions} with an answer; ${percent(rightShare.ofAll)} of all`)}
${figure(percent(wrongShare.ofAll), 'answered wrongly', `of all ${all.questions}; ${percent(wrongShare.ofAnswered)} of the answers given`)}
${figure(percent(automation.rate), 'automation', `${percent(automation.involvement)} answered × ${percent(automation.assumedResolution)} right, resolution assumed`)}
${figure(`${millis.mean.toFixed(1)} ms`, 'to answer', `mean; 95 % within ${millis.p95.toFixed(1)} ms`)}
</section>
<h2>Outcomes</h2>
${outcomeBar('All', all)}
${outcomeBar('With an answer', answerable)}
${outcomeBar('Without an answer', unanswerable)}
<p class="legend"><i class="right"></i> right <i class="abstained"></i> handed to a person <i class="wrong"></i> wrong</p>
<h2>Can its confidence be believed?</h2>
<p>Each dot is a fifteenth of the ${report.calibration.drafts} drafts, posted or not. On the line,
stated confidence and the share that is right agree. Expected calibration error
${report.calibration.expectedCalibrationError.toFixed(3)}. The desk
${escaped(describeThreshold(report.threshold))}${report.threshold.from === null ? '' : ' (dashed)'}.</p>
${reliabilityPlot(report)}
<h2>If more or fewer were answered</h2>
<table><tr><th>answered</th><th>wrong, of all</th><th>wrong, of the answers</th></tr>
${report.riskCoverage.points.map((point) => `<tr><td>${percent(point.coverage)}</td><td>${percent(point.wrongOfAll)}</td><td>${percent(point.wrongOfAnswers)}</td></tr>`).join('\n')}
</table>
<h2>By area</h2>
${report.byArea.map((area) => outcomeBar(area.name, area)).join('\n')}
</main>
</body>
</html>
`;
}

function figure(value: string, name: string, detail: string): string {
  return `<div class="figure"><strong>${value}</strong><span>${name}</span><small>${detail}</small></div>`;
}

function outcomeBar(name: string, tally: Tally): string {
  const part = (kind: 'right' | 'abstained' | 'wrong') => {
    const count = tally[kind];
    if (count === 0) return '';
    const width = (100 * count) / Math.max(1, tally.questions);
    return `<span class="${kind}" style="width:${width.toFixed(2)}%" title="${kind} ${count}">${count}</span>`;
  };
  const told = `${tally.right} right, ${tally.abstained} handed over, ${tally.wrong} wrong`;
  return `<div class="row"><b>${escaped(name)}</b><div class="bar" role="img" aria-label="${told}">${part('right')}${part('abstained')}${part('wrong')}</div><em>${tally.questions}</em></div>`;
}

function reliabilityPlot({ calibration, threshold }: EvaluationReport): string {
  const x = (value: number) => (margin + value * size).toFixed(1);
  const y = (value: number) => (margin / 2 + (1 - value) * size).toFixed(1);
  const largest = Math.max(1, ...calibration.bins.map((bin) => bin.count));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<text x="${x(tick)}" y="${size + margin / 2 + 20}" text-anchor="middle">${percent0(tick)}</text>` +
      `<text x="${margin - 8}" y="${y(tick)}" text-anchor="end" dy="4">${percent0(tick)}</text>` +
      `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(tick)}" y2="${y(tick)}"/>`,
  );
  const dots = calibration.bins.map(({ meanConfidence, shareRight, count }) => {
    const told = `stated ${percent(meanConfidence)}, right ${percent(shareRight)}, ${count} drafts`;
    const radius = (4 + 4 * Math.sqrt(count / largest)).toFixed(1);
    return `<circle cx="${x(meanConfidence)}" cy="${y(shareRight)}" r="${radius}"><title>${told}</title></circle>`;
  });
  const whole = size + 2 * margin;
  return `<svg viewBox="0 0 ${whole} ${whole}" role="img" aria-label="Reliability: stated confidence against the share that is right">
${ticks.join('\n')}
<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>
<line class="threshold" x1="${x(threshold.from ?? 1)}" x2="${x(threshold.from ?? 1)}" y1="${y(0)}" y2="${y(1)}"/>
${dots.join('\n')}
<text x="${x(0.5)}" y="${size + margin / 2 + 44}" text-anchor="middle">stated confidence</text>
<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">share right</text>
</svg>`;
}

const style = `
:root{color-scheme:light dark;--ink:#1c2430;--paper:#fbfaf7;--soft:#667085;--line:#d9dce3;--right:#1a7f5a;--abstained:#5f6f8a;--wrong:#c2410c;--text-on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaf0;--paper:#14181f;--soft:#a0a9ba;--line:#343b49;--right:#1f7d5b;--abstained:#5d6a82;--wrong:#c2531d}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:2.5rem 1.25rem}
h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.15rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin-top:1.5rem}
.figure{border:1px solid var(--line);border-radius:.75rem;padding:1rem}
.figure strong{display:block;font-size:1.9rem;line-height:1.1;font-variant-numeric:tabular-nums}
.figure span{display:block;font-weight:600;margin-top:.3rem}.figure small{color:var(--soft)}
.row{display:grid;grid-template-columns:11rem 1fr 3rem;gap:.75rem;align-items:center;margin:.4rem 0}
.row b{font-weight:500;overflow-wrap:anywhere}.row em{font-style:normal;color:var(--soft);text-align:right}
.bar{display:flex;height:1.5rem;border-radius:.4rem;overflow:hidden;background:var(--line)}
.bar span{color:var(--text-on);font-size:.75rem;line-height:1.5rem;text-align:center;overflow:hidden}
.right{background:var(--right)}.abstained{background:var(--abstained)}.wrong{background:var(--wrong)}
.legend{color:var(--soft);font-size:.9rem}.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin:0 .3rem 0 .8rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.2rem 1.2rem .2rem 0;text-align:right;font-weight:400}th{color:var(--soft)}
svg{width:100%;max-width:30rem;font-size:12px;fill:var(--soft)}
svg circle{fill:var(--right);fill-opacity:.85}svg .grid{stroke:var(--line)}
svg .ideal{stroke:var(--soft);stroke-width:1.5}svg .threshold{stroke:var(--wrong);stroke-dasharray:5 4}
@media(max-width:34rem){.row{grid-template-columns:6.5rem 1fr 2rem}}`;

const percent0 = (value: number): string => `${Math.round(100 * value)} %`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
