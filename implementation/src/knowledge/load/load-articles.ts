import { join, resolve } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { type FaqRow, faqArticleOf } from './articles.ts';
import type { Content, ContentProblem, KnowledgeArticle } from './content.ts';
import { folderFiles } from './folder-files.ts';
import type { KeptKnowledge } from './kept-knowledge.ts';
import type { ReadingDefaults } from './read-articles.ts';
import { type KeptDocument, type TakenIn, takeIn } from './take-in.ts';

export interface LoadArticles {
  /** The company's folder. */
  readonly directory: string;
  readonly policy: Content['policy'];
  readonly faqs: readonly FaqRow[];
  /**
   * Where what was read is kept from one start to the next, beside what `supportmax knowledge load`
   * took in from elsewhere. Without it all is read anew, and nothing is there from elsewhere.
   */
  readonly kept?: KeptKnowledge | undefined;
}

/** What sets the company's own folder apart from what was loaded from elsewhere. */
const companyMark = 'company ';

/** What is known of a document whose company says no more. */
export const readingDefaultsOf = ({ languages }: Content['policy']): ReadingDefaults => {
  return { language: languages[0] ?? 'en' };
};

/** All articles, the company's own before those from elsewhere; an id is that of the first. */
export async function loadArticles(
  options: LoadArticles,
  problems: ContentProblem[],
): Promise<KnowledgeArticle[]> {
  const { faqs, kept } = options;
  const { documents, changes } = await ownDocuments(options, problems);
  for (const change of changes) {
    if (!('problem' in change)) continue;
    const { line, message } = change.problem;
    problems.push({ file: `articles/${change.path}`, line: line ?? 1, message });
  }
  const byId = new Map<string, KnowledgeArticle>();
  const add = (file: string, line: number, articles: readonly KnowledgeArticle[]) => {
    const taken = articles.find(({ id }) => byId.has(id));
    if (taken) {
      const message = `the id ${taken.id} is taken; this one is left out`;
      problems.push({ file, line, message });
    } else {
      for (const article of articles) byId.set(article.id, article);
    }
  };
  for (const { path, articles } of documents) add(`articles/${path}`, 1, articles);
  faqs.forEach((row, index) => {
    add('faqs.jsonl', index + 1, [faqArticleOf(row)]);
  });
  const { sources = [], damaged = [] } = (await kept?.all()) ?? {};
  for (const { source, documents: loaded } of sources) {
    if (source.startsWith(companyMark)) continue;
    for (const { path, articles } of loaded) add(`${source}: ${path}`, 1, articles);
  }
  for (const file of damaged) {
    problems.push({ file, line: 1, message: 'it is damaged; load its source again' });
  }
  return [...byId.values()];
}

async function ownDocuments(
  { directory, policy, kept }: LoadArticles,
  problems: ContentProblem[],
): Promise<TakenIn> {
  const folder = join(directory, 'articles');
  const source = `${companyMark}${resolve(folder)}`;
  const before = (await kept?.read(source)) ?? [];
  const taken = await readOwn(folder, before, readingDefaultsOf(policy), directory);
  if (kept && taken.documents.some((document, index) => document !== before[index])) {
    // It only saves the next start some work.
    await kept.write(source, taken.documents).catch(({ message }: Error) => {
      problems.push({
        file: 'articles',
        line: 1,
        message: `what was read is not kept: ${message}`,
      });
    });
  }
  return taken;
}

async function readOwn(
  folder: string,
  before: readonly KeptDocument[],
  defaults: ReadingDefaults,
  directory: string,
): Promise<TakenIn> {
  try {
    return await takeIn(folderFiles(folder), before, defaults);
  } catch (cause) {
    if (!(cause instanceof SupportError)) throw cause;
    throw new SupportError('not_found', `There are no articles in ${directory}.`, { cause });
  }
}
