import * as z from 'zod';
import type { DraftArticle } from '#src/knowledge/gaps/draft-article.ts';
import type { KnowledgeGap } from '#src/knowledge/gaps/find-gaps.ts';
import { unansweredReasons } from '#src/projections/unanswered-questions.ts';
import type { ShownQuestion } from './read-unanswered.ts';

const count = z.int().nonnegative();
const instant = z.iso.datetime();

const questionResource = z.strictObject({
  ticketId: z.string().describe('The ticket that asks it.'),
  text: z.string().describe('What the customer wrote; what is personal is taken out.'),
  askedAt: instant.describe('When it was asked, UTC.'),
  why: z
    .enum(unansweredReasons)
    .describe(
      'Why it counts as not answered: the agent was not sure enough or found nothing, the answer was no help, or its resolution was taken back.',
    ),
  answeredByPerson: z.boolean().describe('A person has replied since.'),
});

const draftResource = z.strictObject({
  id: z.string().describe('The id that the article would have: the name of its file.'),
  title: z.string().describe('Its title.'),
  markdown: z
    .string()
    .describe(
      'The file, marked as a draft, which is taken in only once a person has removed the mark.',
    ),
  ticketIds: z.array(z.string()).describe('The tickets in which people said what it says.'),
  wouldAnswer: z
    .strictObject({
      first: count.describe('How many find it before any other article.'),
      of: count.describe('Of how many: all but what its title is taken from.'),
    })
    .describe('The gap’s questions, asked of the draft beside the present articles.'),
});

export const gapResource = z
  .strictObject({
    id: z.string().describe('Names the gap while its first question counts.'),
    name: z
      .string()
      .describe('Its most central question, shortened, and what else tells it apart.'),
    words: z.array(z.string()).describe('Words that tell it from the other gaps.'),
    tickets: count.describe('How many tickets ask it; 1: it was asked once.'),
    answeredTickets: count.describe('In how many of these a person replied.'),
    firstAskedAt: instant.describe('When it was asked first, UTC.'),
    lastAskedAt: instant.describe('When it was asked last, UTC.'),
    questions: z.array(questionResource).describe('The most central ones first; at most 50.'),
    draft: draftResource
      .nullable()
      .describe(
        'An article made of what people replied; null for fewer than 3 tickets, or without replies.',
      ),
  })
  .meta({ title: 'KnowledgeGap' });

export const gapsPage = z.strictObject({
  items: z
    .array(gapResource)
    .describe('What most tickets ask comes first, then what was asked last.'),
  nextCursor: z.string().nullable().describe('Ask with it for the next page; null on the last.'),
  questions: count.describe('How many questions were not answered, in all gaps together.'),
  hasOlder: z
    .boolean()
    .describe('There are more tickets than one look takes in: older ones were left out.'),
});
export type GapsPage = z.output<typeof gapsPage>;
export type GapResource = z.output<typeof gapResource>;

const questionsShown = 50;

export function gapResourceOf(
  gap: KnowledgeGap<ShownQuestion>,
  draft: DraftArticle | null,
): z.input<typeof gapResource> {
  const { id, name, words, tickets, answeredTickets, firstAskedAt, lastAskedAt } = gap;
  return {
    id,
    name,
    words: [...words],
    tickets,
    answeredTickets,
    firstAskedAt: new Date(firstAskedAt).toISOString(),
    lastAskedAt: new Date(lastAskedAt).toISOString(),
    questions: gap.questions.slice(0, questionsShown).map((question) => ({
      ticketId: question.ticketId,
      text: question.text,
      askedAt: new Date(question.askedAt).toISOString(),
      why: question.why,
      answeredByPerson: question.replies.length > 0,
    })),
    draft: draft && { ...draft, ticketIds: [...draft.ticketIds] },
  };
}
