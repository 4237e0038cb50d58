import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { createRetriever, type RetrievableDocument } from '#src/knowledge/retrieve/retriever.ts';
import type { Command, CommandIo } from '../command.ts';
import { JsonLinesWriter, lineError, readJsonLines } from '../data-files.ts';
import { parseOptions } from '../parse-options.ts';
import { percentile, rounded } from '../percentile.ts';

const usage = `supportmax retrieve --docs d.jsonl --queries q.jsonl [options]

Indexes documents with the desk's retriever, in the desk's configuration, and measures how well it
finds the relevant ones. The desk also weighs known questions, synonyms and intents, which such a
file does not bring: supportmax eval measures the whole.

  --docs FILE     one {"id", "title"?, "text"} a line; other fields are ignored
  --queries FILE  one {"text", "relevant": [id, …]} a line; queries with an empty
                  list are asked, but not counted in the means
  --run FILE      writes {"index", "ids": [the best ten]} per query
  --json          prints one JSON document`;

/** `supportmax retrieve`: how well the desk's own retriever finds what it should. */
export const retrieve: Command = {
  name: 'retrieve',
  summary: 'index documents and score queries against them',
  usage,
  run,
};

const DEPTH = 10;

interface Query {
  readonly text: string;
  readonly relevant: ReadonlySet<string>;
}

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = parseOptions(argv, ['docs', 'queries', 'run'], ['json'], ['docs', 'queries']);
  const documents = await readDocuments(options.docs);
  const queries = await readQueries(options.queries);
  const writer = options.run === undefined ? undefined : new JsonLinesWriter(options.run);

  io.stderr(`indexing ${documents.length} documents\n`);
  const started = systemClock.monotonic();
  const retriever = createRetriever(documents);
  const indexMs = systemClock.monotonic() - started;

  io.stderr(`asking ${queries.length} queries\n`);
  // A process that has just started runs slow code; the desk has not just started.
  warm(queries, (text) => retriever.search(text, { limit: DEPTH }));
  const micros: number[] = [];
  const found = queries.map(({ text }) => {
    const start = systemClock.monotonic();
    const hits = retriever.search(text, { limit: DEPTH });
    micros.push((systemClock.monotonic() - start) * 1000);
    return hits.map(({ document }) => document.id);
  });
  writer?.finish(found.map((ids, index) => ({ index, ids })));
  const report = {
    ...quality(queries, found),
    indexMs: rounded(indexMs),
    queryMicros: { p50: rounded(percentile(micros, 0.5)), p95: rounded(percentile(micros, 0.95)) },
    // Kibibytes, by Node's documentation.
    rssMiB: rounded(process.resourceUsage().maxRSS / 1024),
  };
  io.stdout(options.json ? `${JSON.stringify(report)}\n` : describe(report));
  return 0;
}

function warm(queries: readonly Query[], ask: (text: string) => void): void {
  let characters = 0;
  for (let at = 0; at < 1000 && characters < 200_000; at++) {
    const text = queries[at % queries.length]?.text ?? '';
    characters += text.length;
    ask(text);
  }
}

/** Means over the queries that have a relevant document; the others are asked, not judged. */
function quality(queries: readonly Query[], found: readonly (readonly string[])[]) {
  let reciprocalRanks = 0;
  let recalls = 0;
  let judged = 0;
  queries.forEach(({ relevant }, at) => {
    if (relevant.size === 0) return;
    judged++;
    const ids = found[at] ?? [];
    const first = ids.findIndex((id) => relevant.has(id));
    if (first >= 0) reciprocalRanks += 1 / (first + 1);
    recalls += ids.filter((id) => relevant.has(id)).length / Math.min(DEPTH, relevant.size);
  });
  return { mrr10: reciprocalRanks / judged, recall10: recalls / judged };
}

async function readDocuments(path: string): Promise<RetrievableDocument[]> {
  const lines = await readJsonLines(path);
  if (lines.length === 0) throw empty(path, 'documents');
  const ids = new Map<string, number>();
  return lines.map(({ line, value }) => {
    const id = readId(path, line, value.id, 'id');
    const earlier = ids.get(id);
    if (earlier !== undefined) {
      throw lineError(path, line, `id ${JSON.stringify(id)} is already on line ${earlier}`);
    }
    ids.set(id, line);
    const title = value.title ?? '';
    if (typeof title !== 'string') throw lineError(path, line, '"title" is not a string');
    return { id, title, text: readString(path, line, value.text, 'text') };
  });
}

async function readQueries(path: string): Promise<Query[]> {
  const lines = await readJsonLines(path);
  const queries = lines.map(({ line, value }) => {
    const { relevant } = value;
    if (!Array.isArray(relevant)) throw lineError(path, line, '"relevant" is not a list of ids');
    return {
      text: readString(path, line, value.text, 'text'),
      relevant: new Set(relevant.map((id) => readId(path, line, id, 'relevant'))),
    };
  });
  if (queries.every(({ relevant }) => relevant.size === 0)) {
    throw empty(path, 'queries with a relevant document');
  }
  return queries;
}

/** Ids are strings; a whole number is taken as its digits, since many exports write it so. */
function readId(path: string, line: number, value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (Number.isSafeInteger(value)) return String(value);
  throw lineError(path, line, `"${name}" is not an id`);
}

function readString(path: string, line: number, value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw lineError(path, line, `"${name}" is ${value === undefined ? 'missing' : 'not a string'}`);
}

function empty(path: string, what: string): SupportError {
  return new SupportError('invalid_argument', `${path}: no ${what}`);
}

function describe(report: object): string {
  return Object.entries(report)
    .map(([name, value]) => `${name.padEnd(12)}${JSON.stringify(value)}\n`)
    .join('');
}
