import { readChoice } from '#src/agents/choose/read-choice.ts';
import { spokenLanguage } from '#src/agents/speaking/spoken-language.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import { defineStep } from '../define-step.ts';
import { type Offered, required } from '../notes.ts';

/** The list is shown so often; who is no clearer after that gets a person. */
const mostTimes = 2;
/** Once one was chosen, only what says hardly more than another number is about the list. */
const nextChoiceWords = 3;

/** Reads which of the articles that the agent asked back with the customer means. */
export const choose = defineStep(
  { name: 'choose', outcomes: ['chosen', 'none', 'unclear', 'other'], needs: { screener: 'ask' } },
  (notes, { screener }) => {
    const { text } = required(notes.question, 'question');
    const offered = required(notes.offered, 'offered');
    const { options, question, sureness, times } = offered;
    const choice = choiceIn(text, offered);
    if (choice.kind === 'other') return { outcome: 'other' };
    // A number has no language: the question has.
    const language = spokenLanguage(notes.ticket, question.text, screener);
    const option = choice.kind === 'chosen' ? options[choice.at] : undefined;
    if (option) {
      const chosen = { ...question, chosen: option.articleId };
      return { outcome: 'chosen', notes: { question: chosen, language } };
    }
    if (choice.kind === 'unclear' && times < mostTimes) {
      return { outcome: 'unclear', notes: { question, language, offer: { options, sureness } } };
    }
    const escalation = { reason: 'not_confident' as const };
    return { outcome: 'none', notes: { question, language, escalation, declined: options } };
  },
);

function choiceIn(text: string, { options, isPast }: Offered): ReturnType<typeof readChoice> {
  const titles = options.map(({ title }) => title);
  const choice = readChoice(text, titles);
  if (!isPast) return choice;
  const isNext =
    choice.kind === 'chosen' &&
    (words(text).length <= nextChoiceWords || titles.includes(text.trim()));
  return isNext ? choice : { kind: 'other' };
}
