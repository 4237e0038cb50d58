import { percentile } from '#src/cli/percentile.ts';
import type { RetrievableDocument } from '#src/knowledge/retrieve/retriever.ts';
import {
  depth,
  type JudgedQuery,
  type RetrievalQuality,
  retrievalQuality,
} from './retrieval-metrics.ts';
import type { SearchEngine, SearchIndex } from './search-engine.ts';

export interface SearchTimes {
  /** Milliseconds. */
  readonly indexMs: number;
  readonly p50Micros: number;
  readonly p95Micros: number;
  /** Resident at most, of the process that did nothing else, with the documents. */
  readonly peakMiB: number;
}

/** Warming up ends here, or when every query was asked. */
const warmUpMs = 5000;

/** Quality and times of an engine on judged queries. */
export function measureRetrieval(
  engine: SearchEngine,
  documents: readonly RetrievableDocument[],
  queries: readonly JudgedQuery[],
): RetrievalQuality & SearchTimes {
  const texts = queries.map(({ text }) => text);
  const { times, found } = timeSearch(engine, documents, texts);
  return { ...retrievalQuality(queries, found), ...times };
}

/** Times of an engine alone, on documents that are there before the clock starts. */
export function timeSearch(
  engine: SearchEngine,
  documents: readonly RetrievableDocument[],
  queries: readonly string[],
): { times: SearchTimes; found: readonly (readonly string[])[] } {
  const begun = performance.now();
  const index = engine.build(documents);
  const indexMs = performance.now() - begun;
  warm(index, queries);
  const micros: number[] = [];
  const found = queries.map((query) => {
    const start = performance.now();
    const ids = index.search(query, depth);
    micros.push((performance.now() - start) * 1000);
    return ids;
  });
  const times = {
    indexMs,
    p50Micros: percentile(micros, 0.5),
    p95Micros: percentile(micros, 0.95),
    // Kibibytes, by Node's documentation.
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  return { times, found };
}

/** A process that has just started runs slow code; a desk has not just started. */
function warm(index: SearchIndex, queries: readonly string[]): void {
  const start = performance.now();
  for (const query of queries) {
    if (performance.now() - start > warmUpMs) return;
    index.search(query, depth);
  }
}
