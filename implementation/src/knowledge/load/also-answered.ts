/** Whose questions other documents answer as well: by the article that a question was asked about. */
export type AlsoAnswered = ReadonlyMap<string, readonly string[]>;

const nobody: readonly string[] = [];

/** The articles that answer a question about this one, itself first; none for a question without. */
export const answersOf = (
  articleId: string | null,
  also: AlsoAnswered | undefined,
): readonly string[] =>
  articleId === null ? nobody : [articleId, ...(also?.get(articleId) ?? nobody)];
