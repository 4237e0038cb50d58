import { percent } from '../../figures.ts';
import type { EvaluationReport } from '../../measure.ts';

type Asking = Pick<EvaluationReport, 'all' | 'answerable' | 'unanswerable' | 'askedBack'>;

/** How often the desk asked back what was meant, and what that is worth. */
export function askedBackLines({ all, answerable, unanswerable, askedBack }: Asking): string[] {
  if (all.askedBack === 0) return ['asked back   nobody'];
  const { offersAnswer, wrongAfterwards } = askedBack;
  return [
    '             right after asking back: a customer who reads chose the article that answers, and it was cited',
    `asked back   ${percent(askedBack.ofAll)} of all questions (${all.askedBack} of ${all.questions})`,
    `             ${percent(askedBack.ofAnswerable)} of those with an answer (${answerable.askedBack} of ${answerable.questions}), and the right one was among the options for ${percent(offersAnswer.share)} of these (${offersAnswer.count} of ${offersAnswer.of})`,
    `             ${percent(askedBack.ofUnanswerable)} of those that nothing answers (${unanswerable.askedBack} of ${unanswerable.questions}): one more turn for each before a person`,
    ...(wrongAfterwards > 0
      ? [`             ${wrongAfterwards} answered wrongly after a choice`]
      : []),
  ];
}
