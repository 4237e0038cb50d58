import type { WholeReport } from '../../evaluate-whole.ts';
import { percent } from '../../figures.ts';
import { answersIn, share } from '../../tally.ts';
import { axes, pathThrough } from '../svg/axes.ts';
import { element, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale, niceCeiling, ticksBetween } from '../svg/scale.ts';
import { wholePercent } from './plot-text.ts';

const box = { left: 46, right: plotWidth - 14, top: 34, bottom: 224, height: 270 };

/**
 * Wrong answers by answers given, had more or fewer been answered at once; the dot is where the desk
 * stands with what it answers at once. What came of asking back is no point of the curve.
 */
export function riskCoveragePlot({ riskCoverage, all, atOnce, wrongShare }: WholeReport): string {
  const { curve, area } = riskCoverage;
  const answered = share(answersIn(atOnce), all.questions);
  const highest = Math.max(0.02, wrongShare.ofAnswered, ...curve.map((one) => one.wrongOfAnswers));
  const x = linearScale([0, 1], [box.left, box.right]);
  const y = linearScale([0, niceCeiling(highest, 4)], [box.bottom, box.top]);
  const line = curve.map((one) => [x(one.coverage), y(one.wrongOfAnswers)] as const);
  const [first, last] = [line[0], line.at(-1)];
  const under = first && last ? `${pathThrough(line)}L${last[0]} ${y(0)}L${first[0]} ${y(0)}Z` : '';
  const [dotX, dotY] = [x(answered), y(wrongShare.ofAnswered)];
  const isLeft = answered < 0.2;
  const told = `${percent(answered)} answered at once, ${percent(wrongShare.ofAnswered)} of these wrong`;
  return plot(
    {
      id: 'risk-coverage',
      title: 'Wrong answers by how much is answered',
      description: `The desk stands at ${told}. Area under the curve ${area.toFixed(3)}.`,
      height: box.height,
    },
    axes(
      {
        scale: x,
        ticks: [0, 0.25, 0.5, 0.75, 1],
        tickText: wholePercent,
        name: 'answered at once, of all',
      },
      {
        scale: y,
        ticks: ticksBetween(0, y.to, 4),
        tickText: wholePercent,
        name: 'wrong, of the answers',
      },
    ),
    element('path', { class: 'under', d: under }),
    element('path', { class: 'line', d: pathThrough(line) }),
    element('line', { class: 'drop', x1: dotX, x2: dotX, y1: dotY, y2: y(0) }),
    element('circle', { class: 'here', cx: dotX, cy: dotY, r: 5.5 }),
    // Above and to the left: the curve goes up to the right.
    label(dotX + (isLeft ? -4 : 4), dotY - 12, 'the desk', {
      class: 'strong over',
      'text-anchor': isLeft ? 'start' : 'end',
    }),
  );
}
