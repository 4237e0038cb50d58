import { hash } from 'node:crypto';
import { contentHash } from '#src/foundation/identity.ts';
import { SupportError, type SupportErrorCode } from '#src/foundation/support-error.ts';
import type { KnowledgeArticle } from './content.ts';
import { ContentError, DraftError } from './front-matter.ts';
import type { FoundFile, KnowledgeFile } from './knowledge-file.ts';
import { type ReadingDefaults, readArticles, readingVersion } from './read-articles.ts';

/** A document that was taken in, as it is kept from one load to the next. */
export interface KeptDocument {
  readonly path: string;
  /** Of all that its articles were made from. */
  readonly hash: string;
  readonly articles: readonly KnowledgeArticle[];
}

export interface DocumentProblem {
  /** `draft`: nothing is wrong with it, but nobody has approved it yet. */
  readonly code: SupportErrorCode | 'draft';
  readonly message: string;
  /** From 1; null where no line can be named. */
  readonly line: number | null;
}

/**
 * What became of a document. `skipped`: it is not answered from, nor is what it was before. `kept`:
 * it could not be had this time, and what it was before still counts.
 */
export type DocumentChange = { readonly path: string } & (
  | { readonly outcome: 'added' | 'changed' | 'unchanged'; readonly articles: number }
  | { readonly outcome: 'removed' }
  | { readonly outcome: 'skipped' | 'kept'; readonly problem: DocumentProblem }
  | { readonly outcome: 'ignored'; readonly reason: string }
);

export interface TakenIn {
  readonly documents: readonly KeptDocument[];
  readonly changes: readonly DocumentChange[];
}

/**
 * Takes in what a source has now, in place of what was kept of it: what has not changed is not read
 * again, what is gone leaves, and a document is taken whole or not at all.
 */
export async function takeIn(
  files: AsyncIterable<FoundFile>,
  kept: readonly KeptDocument[],
  defaults: ReadingDefaults,
): Promise<TakenIn> {
  const before = new Map(kept.map((document) => [document.path, document]));
  const documents: KeptDocument[] = [];
  const changes: DocumentChange[] = [];
  const owners = new Map<string, string>();
  const take = (document: KeptDocument) => {
    for (const { id } of document.articles) {
      const owner = owners.get(id);
      if (owner === undefined) continue;
      throw new SupportError('conflict', `The id ${id} is already that of ${owner}.`);
    }
    for (const { id } of document.articles) owners.set(id, document.path);
    documents.push(document);
  };
  for await (const found of files) {
    const { path } = found;
    const known = before.get(path);
    before.delete(path);
    if ('ignored' in found) {
      changes.push({ path, outcome: 'ignored', reason: found.ignored });
      continue;
    }
    try {
      if ('problem' in found) throw found.problem;
      const hash = hashOf(found.file, defaults);
      const isSame = known?.hash === hash;
      const document = isSame
        ? known
        : { path, hash, articles: await readArticles(found.file, defaults) };
      take(document);
      const outcome = isSame ? 'unchanged' : known ? 'changed' : 'added';
      changes.push({ path, outcome, articles: document.articles.length });
    } catch (error) {
      const problem = problemOf(error);
      const isKept = known !== undefined && isPassing(error);
      if (isKept) take(known);
      changes.push({ path, outcome: isKept ? 'kept' : 'skipped', problem });
    }
  }
  for (const path of before.keys()) changes.push({ path, outcome: 'removed' });
  return { documents, changes };
}

function hashOf(
  { kind, charset, fields, path, bytes }: KnowledgeFile,
  { language }: ReadingDefaults,
) {
  const madeFrom = [readingVersion, kind, charset ?? '', fields, path, language];
  return contentHash(`${JSON.stringify(madeFrom)}${hash('sha256', bytes, 'hex')}`);
}

/** A site that does not answer has not taken its page back. */
const isPassing = (error: unknown): boolean => error instanceof SupportError && error.retryable;

function problemOf(error: unknown): DocumentProblem {
  if (error instanceof DraftError) {
    return { code: 'draft', message: error.message, line: error.line };
  }
  if (error instanceof ContentError) {
    return { code: 'invalid_argument', message: error.message, line: error.line };
  }
  if (error instanceof SupportError) {
    return { code: error.code, message: error.message, line: null };
  }
  throw error;
}
