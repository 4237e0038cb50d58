import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  createRetriever,
  type RetrievableDocument,
  Retriever,
} from '#src/knowledge/retrieve/retriever.ts';
import { median } from '../statistics.ts';
import { largeCorpusDocuments } from './large-corpus-documents.ts';
import { measureInChild, reportToParent } from './measure-in-child.ts';

export interface IndexLoadingOptions {
  /** Holds `retrieval/stackfaq.docs.jsonl`. */
  readonly dataDirectory: string;
  readonly articles?: number;
}

export interface IndexLoadingFigures {
  readonly articles: number;
  readonly charactersPerArticle: number;
  /** Building the index from the articles, in a process that has done nothing before. */
  readonly buildMs: number;
  /** From the file, the articles in memory: the first time in a process, and the median of nine. */
  readonly firstLoadMs: number;
  readonly loadMs: number;
  readonly savedBytes: number;
}

/** Documents of the large corpus that make an article as long as one of a help centre. */
const documentsPerArticle = 3;
const rounds = 9;

interface ChildOptions extends Required<IndexLoadingOptions> {
  readonly what: 'build' | 'load';
  /** Where the index is kept between the two. */
  readonly path: string;
}

/**
 * Loading a saved index of 10,000 articles. It is built in one process and loaded in another: a
 * start that loads finds no code warm.
 */
export async function measureIndexLoading(
  options: IndexLoadingOptions,
): Promise<IndexLoadingFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  const path = join(folder, 'index');
  const asked = { articles: 10_000, ...options, path };
  const file = import.meta.filename;
  try {
    const built = await measureInChild<{ buildMs: number }>(file, { ...asked, what: 'build' });
    const loaded = await measureInChild<Omit<IndexLoadingFigures, 'buildMs'>>(file, {
      ...asked,
      what: 'load',
    });
    return { ...loaded, ...built };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure({ dataDirectory, articles, what, path }: ChildOptions): object {
  const documents = articlesOf(dataDirectory, articles);
  if (what === 'build') {
    const started = performance.now();
    const retriever = createRetriever(documents);
    const buildMs = performance.now() - started;
    writeFileSync(path, retriever.encode());
    return { buildMs };
  }
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    const retriever = new Retriever<RetrievableDocument>();
    const changed = retriever.load(readFileSync(path), documents);
    const time = performance.now() - started;
    if (changed > 0) throw new Error(`${changed} articles had to be indexed again`);
    return time;
  });
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  return {
    articles,
    charactersPerArticle: characters / articles,
    firstLoadMs: times[0],
    loadMs: median(times),
    savedBytes: statSync(path).size,
  };
}

function articlesOf(dataDirectory: string, articles: number): RetrievableDocument[] {
  const count = articles * documentsPerArticle;
  const documents = [...largeCorpusDocuments({ dataDirectory, documents: count })];
  return Array.from({ length: articles }, (_, at) => {
    const parts = documents.slice(at * documentsPerArticle, (at + 1) * documentsPerArticle);
    const text = parts.map((part) => part.text).join('\n');
    const title = parts[0]?.title ?? '';
    // As the articles of a desk have it from the loading of their content.
    const contentHash = createHash('sha256').update(`${title}\n${text}`).digest('hex');
    return { id: `a${at}`, title, text, contentHash };
  });
}

if (import.meta.main) reportToParent(measure);
