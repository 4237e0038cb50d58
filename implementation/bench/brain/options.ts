import { UsageError } from '#src/cli/command.ts';
import { parseOptions } from '#src/cli/parse-options.ts';

export const parts = ['retrieval', 'large', 'intents', 'held-out', 'desk'] as const;
export type Part = (typeof parts)[number];

export const largeDocuments = 100_000;

export interface BrainOptions {
  /** Holds `intent/` and `retrieval/`; undefined where nobody named it. */
  readonly data: string | undefined;
  readonly parts: ReadonlySet<Part>;
  readonly quick: boolean;
  readonly peers: 'install' | 'installed' | 'none';
  readonly json: boolean;
  readonly documents: number;
  readonly timeLimitMs: number;
}

export const usage = `npm run bench:brain -- [options]

The brain beside other libraries and the floors it has to reach, in one run.

  --data DIR          intent/ and retrieval/ of the data; else SUPPORTMAX_BENCH_DATA
  --only PART,…       of ${parts.join(', ')}
  --quick             leaves out what takes minutes, and says what that is
  --peers WHICH       install (default) what is missing, installed, or none
  --documents N       size of the large corpus, ${largeDocuments} unless told
  --time-limit SECONDS  for one engine on one set, 900 unless told
  --json              prints one JSON document`;

/** What `--quick` does not measure. */
const slowParts: ReadonlySet<Part> = new Set(['large', 'held-out']);

/** @throws UsageError for what it does not understand. */
export function readOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): BrainOptions {
  const names = ['data', 'only', 'peers', 'documents', 'time-limit'] as const;
  const given = parseOptions(argv, names, ['quick', 'json'], []);
  const wanted =
    given.only?.split(',') ?? parts.filter((one) => !given.quick || !slowParts.has(one));
  const unknown = wanted.find((one) => !parts.some((part) => part === one));
  if (unknown !== undefined) throw new UsageError(`there is no part ${JSON.stringify(unknown)}`);
  const peers = given.peers ?? 'install';
  if (peers !== 'install' && peers !== 'installed' && peers !== 'none') {
    throw new UsageError(`--peers is install, installed or none, not ${JSON.stringify(peers)}`);
  }
  return {
    data: given.data ?? (environment.SUPPORTMAX_BENCH_DATA || undefined),
    parts: new Set(parts.filter((part) => wanted.includes(part))),
    quick: given.quick,
    peers,
    json: given.json,
    documents: positive(given.documents, '--documents', largeDocuments),
    timeLimitMs: positive(given['time-limit'], '--time-limit', 900) * 1000,
  };
}

function positive(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`${name} is a whole number above 0, not ${JSON.stringify(text)}`);
}
