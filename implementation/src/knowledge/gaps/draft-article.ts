import { idOf, partIdOf } from '../load/article-ids.ts';
import { articleOf } from '../load/articles.ts';
import type { KnowledgeArticle } from '../load/content.ts';
import { type ChosenUnit, chooseUnits } from './choose-units.ts';
import type { KnowledgeGap } from './find-gaps.ts';
import type { TopicTerms } from './gap-question.ts';
import { shortQuestion } from './short-question.ts';
import { type WouldAnswer, wouldAnswer } from './would-answer.ts';

/** What holds of a draft that its questions do not say. */
export interface DraftOptions {
  readonly topicTerms: TopicTerms;
  /** BCP 47 code. */
  readonly language: string;
  /** Day of today, YYYY-MM-DD. */
  readonly today: string;
  /** The articles that hold now, beside which it is tried out; none has its id. */
  readonly articles: readonly KnowledgeArticle[];
}

/** An article that people's replies make up, for somebody to check. */
export interface DraftArticle {
  readonly id: string;
  readonly title: string;
  /** The file as a folder of knowledge wants it, marked as a draft. */
  readonly markdown: string;
  /** The tickets that it says something from. */
  readonly ticketIds: readonly string[];
  readonly wouldAnswer: WouldAnswer;
}

/** Fewer tickets are no reason for an article. */
export const draftFrom = 3;

/** The draft for a gap; null where too few asked, or where nobody has said anything that answers. */
export function draftArticle(gap: KnowledgeGap, options: DraftOptions): DraftArticle | null {
  if (gap.tickets < draftFrom || gap.answeredTickets === 0) return null;
  const units = chooseUnits(gap.questions, options.topicTerms);
  if (units.length === 0) return null;
  const [central] = gap.questions;
  const title = shortQuestion(central?.text ?? '') || gap.name;
  const taken = new Set(options.articles.map(({ id }) => id));
  const own = idOf(title) || gap.id;
  const id = taken.has(own) ? partIdOf(own, 'draft', taken) : own;
  const fields = [
    `id: ${id}`,
    `title: ${title}`,
    `kind: ${units.some(({ kind }) => kind === 'steps') ? 'how-to' : 'answer'}`,
    'area: general',
    'audience: everyone',
    `language: ${options.language}`,
    `updated: ${options.today}`,
  ];
  const body = units.map(paragraphOf).join('\n\n');
  const article = articleOf(`${id}.md`, `${front(fields)}\n${body}\n`);
  const others = gap.questions.map(({ text }) => text).filter((text) => text !== central?.text);
  const tried = wouldAnswer(article, others, options.articles);
  return {
    id,
    title,
    markdown: `${front([...fields, 'draft: true'])}\n${noteOf(gap, tried)}\n\n${body}\n`,
    ticketIds: [...new Set(units.flatMap(({ ticketIds }) => ticketIds))].sort(),
    wouldAnswer: tried,
  };
}

const front = (fields: readonly string[]): string => ['---', ...fields, '---'].join('\n');

/** Nothing in a text ends the comment that it stands in, or begins one. */
const tame = (text: string): string =>
  text.replaceAll('<!--', '< !--').replaceAll('--', '- -').replaceAll(/\s+/g, ' ').trim();

/** What only whoever checks the draft is to read: as a comment it reaches no customer. */
function noteOf({ questions }: KnowledgeGap, { first, of }: WouldAnswer): string {
  const asked = questions.map(({ text, ticketId }) => `- ${tame(text)} (${ticketId})`);
  return [
    '<!--',
    'Made of what people replied in tickets; nobody has checked it. Whoever has, removes the line',
    '"draft: true" above. Comments like this one are never shown, and may stay.',
    '',
    '## Questions this would answer',
    '',
    ...asked,
    '',
    `Tried out: ${first} of the ${of} questions beside the one in its title find it before any other article.`,
    '-->',
  ].join('\n');
}

function paragraphOf({ lines, kind, ticketIds }: ChosenUnit): string {
  const plain = lines.map((line) => line.replaceAll('<!--', '< !--'));
  const text = kind === 'steps' ? stepsOf(plain) : plain.map(asSentence).join('\n');
  return `${text}\n<!-- from ${ticketIds.join(', ')} -->`;
}

const mark = /^(?:\d{1,2}[.)]|[-*•])\s+/;

/** Steps are counted anew: those of a reply may begin anywhere. */
function stepsOf(lines: readonly string[]): string {
  let number = 0;
  return lines
    .map((line) => {
      if (!mark.test(line)) return `${asSentence(line)}\n`;
      number += 1;
      return `${/^\d/.test(line) ? `${number}.` : '-'} ${line.replace(mark, '')}`;
    })
    .join('\n');
}

/** A sentence that begins like a heading, a table or code is still a sentence. */
const asSentence = (line: string): string => line.replace(/^[#|`~>+]+\s*/, '');
