import type { Comparison } from '../../compare/compare.ts';
import type { ComparedFigure } from '../../compare/compare-figures.ts';
import { questionFigures } from '../../compare/question-figures.ts';
import { figureDifference, figureValue } from '../figure-value.ts';
import { type ComparedGroup, comparisonPlot, reachOf } from '../plots/comparison-plot.ts';
import { element, escaped } from '../svg/element.ts';
import { card } from './card.ts';
import { tableBehind } from './table.ts';

/** What has become better or worse since the baseline, as far as that can be told. */
export function comparisonCard(comparison: Comparison): string {
  const { before, questions, otherwise, figures, turned } = comparison;
  const alone = `${questions.onlyBefore} only then, ${questions.onlyNow} only now`;
  const groups = groupsOf(figures);
  const reach = reachOf(figures);
  const ids = [
    ['right → wrong', turned.rightToWrong],
    ['abstained → wrong', turned.abstainedToWrong],
    ['right → handed over', turned.rightToAbstained],
    ['to right', turned.toRight],
  ] as const;
  return card(
    {
      title: 'Better or worse than before?',
      said: `Against the baseline as of ${before.at.slice(0, 10)}, over the ${questions.both} questions that both have (${alone}). An interval that touches zero shows no difference; its ends are in percentage points, or hundredths. Figures are judged one by one: of twenty, one may be shown by chance.`,
    },
    otherwise.length === 0 ? '' : list(otherwise.map((one) => `not alike: ${one}`)),
    element('div', { class: 'pair' }, ...groups.map((group) => comparisonPlot(group, reach))),
    list(
      ids
        .filter(([, some]) => some.length > 0)
        .map(([how, some]) => `${how}: ${some.length} (${some.join(', ')})`),
    ),
    tableBehind(
      ['figure', 'before', 'now', 'difference', '95 % interval', 'verdict'],
      figures.map(({ name, kind, before: was, now, interval, verdict }) => [
        name,
        figureValue(was, kind),
        figureValue(now, kind),
        figureDifference(was === null || now === null ? null : now - was, kind),
        interval
          ? `${figureDifference(interval.low, kind)} … ${figureDifference(interval.high, kind)}`
          : '–',
        verdict,
      ]),
    ),
  );
}

const ofQuestions = new Set(questionFigures.map(({ key }) => key));

/** What was asked one by one, and what was counted over utterances and conversations. */
function groupsOf(figures: readonly ComparedFigure[]): ComparedGroup[] {
  const [asked, others] = [true, false].map((isAsked) =>
    figures.filter(({ key }) => ofQuestions.has(key) === isAsked),
  );
  return [
    { id: 'compared-answers', title: 'Differences of answers', figures: asked ?? [] },
    {
      id: 'compared-conversations',
      title: 'Differences of intents and conversations',
      figures: others ?? [],
    },
  ].filter((group) => group.figures.length > 0);
}

const list = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : element('ul', {}, ...lines.map((line) => element('li', {}, escaped(line))));
