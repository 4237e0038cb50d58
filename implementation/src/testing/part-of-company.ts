import type { Content } from '#src/knowledge/load/content.ts';

/**
 * One in so many of a company's articles and those named, with what was asked about them, and of what nothing answers:
 * enough to learn from, and learned in a moment.
 */
export function partOfCompany(content: Content, step: number, ...always: string[]): Content {
  const isPart = (_: unknown, at: number) => at % step === 0;
  const articles = content.articles.filter(({ id }, at) => isPart(id, at) || always.includes(id));
  const known = new Set(articles.map(({ id }) => id));
  const { training } = content;
  const asked = training.questions.filter(({ articleId }) => known.has(articleId ?? ''));
  const without = training.questions.filter(({ articleId }) => articleId === null).filter(isPart);
  const utterances = training.utterances.filter(isPart);
  return {
    ...content,
    articles,
    training: { ...training, utterances, questions: [...asked, ...without], calibration: [] },
  };
}
