import { readChoice } from '#src/agents/choose/read-choice.ts';
import { spokenLanguage } from '#src/agents/speaking/spoken-language.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** Reads which of the articles that the agent asked back with the customer means. */
export const choose = defineStep(
  { name: 'choose', outcomes: ['chosen', 'none', 'other'], needs: { screener: 'ask' } },
  (notes, { screener }) => {
    const { text } = required(notes.question, 'question');
    const { options, question } = required(notes.offered, 'offered');
    const choice = readChoice(
      text,
      options.map(({ title }) => title),
    );
    if (choice.kind === 'other' || choice.kind === 'unclear') return { outcome: 'other' };
    // A number has no language: the question has.
    const language = spokenLanguage(notes.ticket, question.text, screener);
    const option = choice.kind === 'chosen' ? options[choice.at] : undefined;
    if (option) {
      const chosen = { ...question, chosen: option.articleId };
      return { outcome: 'chosen', notes: { question: chosen, language } };
    }
    const escalation = { reason: 'not_confident' as const };
    return { outcome: 'none', notes: { question, language, escalation } };
  },
);
