import type { WholeReport } from '../../evaluate-whole.ts';
import { percent } from '../../figures.ts';
import { card } from './card.ts';
import { table } from './table.ts';

const counted = (part: number, whole: number): string => `${part} of ${whole}`;

/** How often the desk asks back, and how much of what it does right comes of that. */
export function askedBackCard(report: WholeReport): string {
  const { all, answerable, unanswerable, askedBack, rightShare, automation } = report;
  const { offersAnswer, wrongAfterwards } = askedBack;
  return card(
    {
      title: 'When it asks back',
      said: 'Where it is not sure, the desk asks which of several articles is meant. Right after asking back means: a customer who reads chose the article that answers, and it was cited. Where nothing answers, it is one more turn before a person.',
    },
    table(
      ['asked back', 'share', 'counted'],
      [
        ['of all questions', percent(askedBack.ofAll), counted(all.askedBack, all.questions)],
        [
          'of those with an answer',
          percent(askedBack.ofAnswerable),
          counted(answerable.askedBack, answerable.questions),
        ],
        [
          '… the right one among the options',
          percent(offersAnswer.share),
          counted(offersAnswer.count, offersAnswer.of),
        ],
        [
          'of those that nothing answers',
          percent(askedBack.ofUnanswerable),
          counted(unanswerable.askedBack, unanswerable.questions),
        ],
        ...(wrongAfterwards > 0
          ? [
              [
                'answered wrongly after a choice',
                percent(wrongAfterwards / all.askedBack),
                counted(wrongAfterwards, all.askedBack),
              ],
            ]
          : []),
      ],
    ),
    table(
      ['what it is worth', 'in the end', 'at once'],
      [
        [
          'right, of those with an answer',
          percent(rightShare.ofAnswerable),
          percent(rightShare.atOnce),
        ],
        ['automation, of all questions', percent(automation.rate), percent(automation.rateAtOnce)],
      ],
    ),
  );
}
