import { basename, extname } from 'node:path/posix';
import { AlgorithmError } from '#src/algorithms/algorithm-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { decodeText } from '../documents/decode-text.ts';
import type { ReadDocument } from '../documents/document.ts';
import { readDocument } from '../documents/read-document.ts';
import { idOf, partIdOf } from './article-ids.ts';
import {
  articleFrom,
  articleOf,
  type DocumentFields,
  documentFieldsFrom,
  documentFieldsOf,
} from './articles.ts';
import type { KnowledgeArticle } from './content.ts';
import { divideBlocks } from './divide-blocks.ts';
import { ContentError } from './front-matter.ts';
import type { KnowledgeFile } from './knowledge-file.ts';
import { questionArticles } from './question-articles.ts';
import { readableText } from './readable-text.ts';

/** What holds of a document that does not say it. */
export interface ReadingDefaults {
  readonly language: string;
}

/**
 * Raised whenever the same bytes are read differently, so that nothing stays as an older release
 * read it.
 */
export const readingVersion = 2;

/** About a thousand words: longer documents become several articles, each about one thing. */
const articleLength = 6_000;
const titleLength = 300;

/**
 * The articles of a file: one of Markdown, one for each row of CSV, one or several of a document.
 * @throws SupportError or ContentError with what is wrong; then none of it is read.
 */
export async function readArticles(
  file: KnowledgeFile,
  defaults: ReadingDefaults,
): Promise<KnowledgeArticle[]> {
  const { kind, bytes, charset, path } = file;
  if (bytes.length === 0) throw new SupportError('invalid_argument', 'It is empty.');
  if (kind === 'md') return [articleOf(path, decodeText(bytes, charset))];
  const beside = file.fields === null ? {} : documentFieldsOf(file.fields);
  if (kind === 'csv') return explained(() => rowsOf(file, beside, defaults));
  return documentArticles(file, await readDocument(kind, bytes, charset), beside, defaults);
}

const nameOf = (path: string): string =>
  URL.canParse(path) ? nameOfAddress(new URL(path)) : path.slice(0, -extname(path).length);

function nameOfAddress({ pathname, search }: URL): string {
  const path = pathname.replace(/(?:\/index)?\.html?$/, '').replace(/^\/+|\/+$/g, '');
  return `${path === '' ? 'home' : safelyDecoded(path)}${search}`;
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function rowsOf(file: KnowledgeFile, beside: DocumentFields, { language }: ReadingDefaults) {
  return questionArticles(
    decodeText(file.bytes, file.charset),
    beside.id ?? idOf(nameOf(file.path)),
    {
      kind: 'faq',
      area: areaOf(file.path),
      audience: 'everyone',
      language,
      updated: file.updated,
      ...beside,
    },
  );
}

/** What CSV says is wrong is said of a line, as of front matter. */
function explained<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AlgorithmError)) throw error;
    // The line stands beside it.
    throw new ContentError(error.line ?? 1, error.message.replace(/^line \d+: /, ''));
  }
}

function documentArticles(
  file: KnowledgeFile,
  document: ReadDocument,
  beside: DocumentFields,
  defaults: ReadingDefaults,
): KnowledgeArticle[] {
  const stated = documentFieldsFrom(document.fields, 1);
  const name = nameOf(file.path);
  const fields = {
    kind: 'document',
    area: areaOf(file.path),
    audience: 'everyone',
    language: isLanguage(document.language) ? document.language : defaults.language,
    updated: file.updated,
    ...stated,
    ...beside,
  };
  const id = fields.id ?? idOf(name);
  const title = (fields.title ?? document.title ?? basename(name)).slice(0, titleLength);
  const parts = divideBlocks(document.blocks, articleLength);
  if (parts.length === 0) throw new SupportError('invalid_argument', 'There is no text in it.');
  if (parts.length === 1) {
    return [articleFrom({ ...fields, id, title }, readableText(document.blocks))];
  }
  const taken = new Set<string>();
  return parts.map(({ headings, blocks }) => {
    const own = [title, ...headings].join(' › ').slice(0, titleLength);
    const partId = partIdOf(id, headings.join(' '), taken);
    taken.add(partId);
    return articleFrom({ ...fields, id: partId, title: own }, readableText(blocks));
  });
}

const isLanguage = (code: string | null): code is string =>
  code !== null && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code);

/** The folder that a file lies in says what it is about. */
function areaOf(path: string): string {
  if (URL.canParse(path)) return 'website';
  const folder = path.split('/').at(-2);
  return folder === undefined ? 'general' : folder;
}
