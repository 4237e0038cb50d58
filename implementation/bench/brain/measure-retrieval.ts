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
  /** Milliseconds, without the making of the documents. */
  readonly indexMs: number;
  readonly p50Micros: number;
  readonly p95Micros: number;
  /** Resident at most, of the process that did nothing else. */
  readonly peakMiB: number;
}

/** Quality and times of an engine on judged queries. */
export function measureRetrieval(
  engine: SearchEngine,
  documents: readonly RetrievableDocument[],
  queries: readonly JudgedQuery[],
): RetrievalQuality & SearchTimes {
  const texts = queries.map(({ text }) => text);
  const { times, found } = timeSearch(engine, documents, texts, texts.length);
  return { ...retrievalQuality(queries, found), ...times };
}

/** Times of an engine alone; the first `warmUps` queries are asked twice. */
export function timeSearch(
  engine: SearchEngine,
  documents: Iterable<RetrievableDocument>,
  queries: readonly string[],
  warmUps: number,
): { times: SearchTimes; found: readonly (readonly string[])[] } {
  const { index, indexMs } = timeBuild(engine, documents);
  // A process that has just started runs slow code; a desk has not just started.
  for (const query of queries.slice(0, warmUps)) index.search(query, depth);
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

function timeBuild(
  engine: SearchEngine,
  documents: Iterable<RetrievableDocument>,
): { index: SearchIndex; indexMs: number } {
  let makingMs = 0;
  function* made(): Generator<RetrievableDocument> {
    const source = documents[Symbol.iterator]();
    for (;;) {
      const start = performance.now();
      const { done, value } = source.next();
      makingMs += performance.now() - start;
      if (done) return;
      yield value;
    }
  }
  const start = performance.now();
  const index = engine.build(made());
  return { index, indexMs: performance.now() - start - makingMs };
}
