import { performance } from 'node:perf_hooks';
import { createRetriever } from '#src/knowledge/retrieve/retriever.ts';
import { percentile } from '../statistics.ts';
import { largeCorpusDocuments, largeCorpusQueries } from './large-corpus-documents.ts';
import { measureInChild, reportToParent } from './measure-in-child.ts';

export interface LargeCorpusOptions {
  /** Holds `retrieval/stackfaq.docs.jsonl` and `retrieval/stackfaq.queries.jsonl`. */
  readonly dataDirectory: string;
  readonly documents?: number;
}

export interface LargeCorpusFigures {
  readonly documents: number;
  readonly indexMs: number;
  /** One query at a time, in a process that has asked each of them before. */
  readonly queryMicros: { readonly p50: number; readonly p95: number };
  /** Of the whole process, with the documents that are indexed. */
  readonly peakMiB: number;
}

/** The desk's retriever over 100,000 documents, in a process of its own. */
export function measureLargeCorpus(options: LargeCorpusOptions): Promise<LargeCorpusFigures> {
  return measureInChild(import.meta.filename, options);
}

function measure({ dataDirectory, documents = 100_000 }: LargeCorpusOptions): LargeCorpusFigures {
  // Made before the clock starts: making them up is no work of the index.
  const made = [...largeCorpusDocuments({ dataDirectory, documents })];
  const started = performance.now();
  const retriever = createRetriever(made);
  const indexMs = performance.now() - started;
  const queries = largeCorpusQueries({ dataDirectory });
  const ask = (text: string) => {
    const before = performance.now();
    retriever.search(text, { limit: 10 });
    return (performance.now() - before) * 1000;
  };
  for (const text of queries) ask(text);
  const micros = queries.map(ask).sort((a, b) => a - b);
  return {
    documents: retriever.size,
    indexMs,
    queryMicros: { p50: percentile(micros, 0.5), p95: percentile(micros, 0.95) },
    // Kibibytes, by Node's documentation.
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

if (import.meta.main) reportToParent(measure);
