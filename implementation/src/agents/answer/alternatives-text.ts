import type { Citation } from '#src/domain/ticket/events.ts';

/** What a reply begins with that names two articles, or three, by language. */
const openings: Readonly<Record<string, readonly [two: string, three: string]>> = {
  en: ['Two things could be meant here.', 'Three things could be meant here.'],
  de: ['Damit kann zweierlei gemeint sein.', 'Damit kann dreierlei gemeint sein.'],
  es: ['Esto puede referirse a dos cosas.', 'Esto puede referirse a tres cosas.'],
};

/**
 * The text of a reply that is made of these quotes, the best article's first: of one article the
 * quotes alone, of several each under its title.
 */
export function replyText(citations: readonly Citation[], language: string): string {
  const byArticle = [...Map.groupBy(citations, ({ articleId }) => articleId).values()];
  const quotes = byArticle.map((part) => part.map(({ quote }) => quote).join('\n\n'));
  const [only] = quotes;
  if (only === undefined || quotes.length === 1) return only ?? '';
  const [two, three] = openings[language] ?? (openings.en as (typeof openings)[string] & object);
  const parts = quotes.map((part, at) => `${at + 1}. ${byArticle[at]?.[0]?.title}\n\n${part}`);
  return [quotes.length === 2 ? two : three, ...parts].join('\n\n');
}

/** Whether a text is what these quotes make up, in whichever language. */
export const isReplyText = (text: string, citations: readonly Citation[]): boolean =>
  Object.keys(openings).some((language) => replyText(citations, language) === text);
