import type { NamedTally } from '../../tally.ts';
import { element, escaped, label } from '../svg/element.ts';
import { plot, plotWidth } from '../svg/plot.ts';
import { linearScale } from '../svg/scale.ts';

const rowHeight = 36;
const barHeight = 12;
const segmentGap = 1.5;
const kinds = [
  ['right', 'right'],
  ['abstained', 'handed over'],
  ['wrong', 'wrong'],
] as const;

/** What became of the questions of each part, each bar as long as the whole. */
export function outcomeBars(id: string, title: string, parts: readonly NamedTally[]): string {
  const described = parts.map((part) => `${part.name}: ${counts(part)}`);
  return plot(
    { id, title, description: described.join('. '), height: parts.length * rowHeight + 4 },
    ...parts.map((part, at) => outcomeRow(part, at * rowHeight)),
  );
}

function outcomeRow(part: NamedTally, top: number): string {
  const x = linearScale([0, Math.max(1, part.questions)], [0, plotWidth]);
  const segments: string[] = [];
  let passed = 0;
  for (const [kind, name] of kinds) {
    const count = part[kind];
    if (count === 0) continue;
    const [from, to] = [x(passed), x(passed + count)];
    passed += count;
    const isLast = passed === part.questions;
    segments.push(
      element(
        'rect',
        {
          class: kind,
          x: from,
          y: top + 19,
          width: Math.max(1, to - from - (isLast ? 0 : segmentGap)),
          height: barHeight,
          rx: 2,
        },
        element('title', {}, escaped(`${part.name}: ${count} ${name}`)),
      ),
    );
  }
  return [
    label(0, top + 13, part.name, { class: 'strong' }),
    label(plotWidth, top + 13, counts(part), { class: 'tick', 'text-anchor': 'end' }),
    ...segments,
  ].join('');
}

/** `85 right · 24 handed over · 1 wrong`; what did not happen is not told. */
function counts(part: NamedTally): string {
  const told = kinds.filter(([kind]) => part[kind] > 0);
  return told.map(([kind, name]) => `${part[kind]} ${name}`).join(' · ');
}
