import type { WholeReport } from '../../evaluate-whole.ts';
import { axes } from '../svg/axes.ts';
import { element, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale } from '../svg/scale.ts';
import { wholePercent } from './plot-text.ts';

const box = { left: 46, right: plotWidth - 14, top: 34, bottom: 264, height: 310 };
const quarters = [0, 0.25, 0.5, 0.75, 1];

/** What share of the drafts was right at each stated confidence: on the slope, words can be believed. */
export function reliabilityPlot({ calibration, threshold }: WholeReport): string {
  const x = linearScale([0, 1], [box.left, box.right]);
  const y = linearScale([0, 1], [box.bottom, box.top]);
  const dots = calibration.bins.map(({ meanConfidence, shareRight, count }) => {
    const [cx, cy] = [x(meanConfidence), y(shareRight)];
    return [
      element('line', { class: 'drop', x1: cx, x2: cx, y1: cy, y2: y(meanConfidence) }),
      element(
        'circle',
        { class: 'dot', cx, cy, r: 4.5 },
        element(
          'title',
          {},
          `${count} drafts: stated ${wholePercent(meanConfidence)}, right ${wholePercent(shareRight)}`,
        ),
      ),
    ].join('');
  });
  const error = calibration.expectedCalibrationError.toFixed(3);
  return plot(
    {
      id: 'reliability',
      title: 'Stated confidence and share right',
      description: `${calibration.drafts} drafts in ${calibration.bins.length} groups of equal size. Expected calibration error ${error}.`,
      height: box.height,
    },
    axes(
      { scale: x, ticks: quarters, tickText: wholePercent, name: 'stated confidence' },
      { scale: y, ticks: quarters, tickText: wholePercent, name: 'share right' },
    ),
    element('line', { class: 'ideal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
    threshold.from === null ? '' : thresholdLine(x(threshold.from)),
    ...dots,
  );
}

const thresholdLine = (at: number): string =>
  [
    element('line', { class: 'threshold', x1: at, x2: at, y1: box.bottom, y2: box.top }),
    label(at - 6, box.bottom - 8, 'answers from here', { class: 'note', 'text-anchor': 'end' }),
  ].join('');
