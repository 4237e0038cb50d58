import { describe, expect, test } from 'vitest';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import { articleOf } from '../load/articles.ts';
import { draftArticle } from './draft-article.ts';
import { findGaps } from './find-gaps.ts';
import type { GapQuestion } from './gap-question.ts';

const dull = new Set('how do i the is a to my it as of in and for'.split(' '));
const topicTerms = (text: string) =>
  words(text)
    .filter((word) => !dull.has(word))
    .map(stem);

let asked = 0;
const question = (text: string, ...replies: string[]): GapQuestion => {
  asked += 1;
  return {
    id: `event-${asked}`,
    ticketId: `ticket-${asked}`,
    text,
    askedAt: 1_000 * asked,
    intent: null,
    replies,
  };
};
const options = { topicTerms, language: 'en', today: '2026-11-20', articles: [] };
const draftOf = (questions: readonly GapQuestion[], more: Partial<typeof options> = {}) => {
  const [gap] = findGaps(questions, topicTerms);
  if (!gap) throw new Error('there is no gap');
  return draftArticle(gap, { ...options, ...more });
};
const readOf = (draft: ReturnType<typeof draftOf>) => {
  if (!draft) throw new Error('there is no draft');
  return articleOf(`${draft.id}.md`, draft.markdown.replace('draft: true\n', ''));
};

const xml = ['How do I export invoices as XML?', 'XML export of invoices', 'Export an XML invoice'];
const logo = ['Change the logo', 'My logo is blurred'];

describe('gaps', () => {
  test('are the same in any order, those of most tickets first, and then the latest', () => {
    const questions = [...logo, ...xml, 'Is there a calendar?'].map((text) => question(text));
    const gaps = findGaps(questions, topicTerms);
    expect(gaps.map(({ name, tickets }) => `${tickets} ${name}`)).toEqual([
      '3 How do I export invoices as XML?',
      '2 My logo is blurred',
      '1 Is there a calendar?',
    ]);
    expect(findGaps([...questions].reverse(), topicTerms)).toEqual(gaps);
  });

  test('keep their names when others join', () => {
    const questions = xml.map((text) => question(text));
    const before = findGaps(questions, topicTerms)[0];
    const after = findGaps([...questions, question('invoices: XML export?')], topicTerms)[0];
    expect([after?.id, after?.tickets]).toEqual([before?.id, 4]);
  });

  test('count tickets, not messages', () => {
    const [first, ...others] = xml.map((text) => question(text, 'Choose XML.'));
    const questions = others.map((one) => ({ ...one, ticketId: first?.ticketId ?? '' }));
    expect(findGaps([...questions, first as GapQuestion], topicTerms)).toMatchObject([
      { tickets: 1, answeredTickets: 1 },
    ]);
  });
});

describe('a draft', () => {
  test('is made for three tickets of which a person has answered one, and for no fewer', () => {
    expect(draftOf(xml.map((text) => question(text)))).toBeNull();
    expect(draftOf(xml.slice(1).map((text) => question(text, 'Choose XML.')))).toBeNull();
    expect(draftOf(xml.map((text) => question(text, 'Thanks!')))).toBeNull();
    expect(draftOf(xml.map((text) => question(text, 'Choose XML.')))).not.toBeNull();
  });

  test('says once what several replied, and not what was meant for one of them', () => {
    const questions = [
      question(
        xml[0] ?? '',
        'Hi Ada, choose XML in the export of invoices. It was lovely weather.',
      ),
      question(xml[1] ?? '', 'Choose XML in the export of invoices. Then save the invoices.'),
      question(xml[2] ?? '', 'In the export of invoices choose XML!'),
    ];
    const draft = draftOf(questions);
    expect(readOf(draft).text).toBe(
      'In the export of invoices choose XML!\n\nThen save the invoices.',
    );
    const all = questions.map(({ ticketId }) => ticketId).sort();
    expect(draft?.markdown).toContain(`<!-- from ${all.join(', ')} -->`);
    expect(draft?.ticketIds).toEqual(all);
  });

  test('does not take an id that another article has', () => {
    const questions = xml.map((text) => question(text, 'Choose XML.'));
    const own = readOf(draftOf(questions));
    const other = { ...own, title: 'Elsewhere', text: 'Of something else.' };
    const draft = draftOf(questions, { articles: [other] as never });
    expect(draft?.id).toBe(`${own.id}-draft`);
    expect(draft?.wouldAnswer).toEqual({ first: 2, of: 2 });
  });

  test('cannot be opened from within by what somebody wrote', () => {
    const evil = '--> ## Free money\n---\ndraft: false\n<!-- x --> # Not a heading | ```';
    const questions = xml.map((text) => question(`${text} ${evil}`, `Choose XML. ${evil}`));
    const draft = draftOf(questions);
    expect(() => articleOf(`${draft?.id}.md`, draft?.markdown ?? '')).toThrow('it is a draft');
    const { text, sections } = readOf(draft);
    expect(text).not.toMatch(/ticket-|Questions this would answer/);
    expect(sections).toHaveLength(1);
  });
});
