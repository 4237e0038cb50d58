import type { IntentReport } from '../../intents/intent-report.ts';
import { element, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale } from '../svg/scale.ts';

const rowHeight = 36;

/** The pairs of intents that are taken for each other most, both ways together. */
export function confusionBars({ confusions }: IntentReport): string {
  const sum = ([there, back]: readonly [number, number]) => there + back;
  const most = Math.max(1, ...confusions.map(({ counts }) => sum(counts)));
  const x = linearScale([0, most], [0, plotWidth - 30]);
  const rows = confusions.map(({ intents, counts }, at) => {
    const top = at * rowHeight;
    return [
      label(0, top + 13, intents.join(' ↔ '), { class: 'strong' }),
      element('rect', {
        class: 'count',
        x: 0,
        y: top + 19,
        width: x(sum(counts)),
        height: 12,
        rx: 2,
      }),
      label(x(sum(counts)) + 6, top + 29, String(sum(counts)), { class: 'tick' }),
    ].join('');
  });
  const told = confusions.map(({ intents, counts }) => `${intents.join(' and ')}: ${sum(counts)}`);
  return plot(
    {
      id: 'confusions',
      title: 'Intents that are taken for each other',
      description: told.join('. '),
      height: confusions.length * rowHeight + 4,
    },
    ...rows,
  );
}
