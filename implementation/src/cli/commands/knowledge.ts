import { resolve } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { websiteFiles } from '#src/knowledge/crawl/website-files.ts';
import { folderFiles } from '#src/knowledge/load/folder-files.ts';
import type { FoundFile } from '#src/knowledge/load/knowledge-file.ts';
import { readingDefaultsOf } from '#src/knowledge/load/load-articles.ts';
import { loadContent, loadPolicy } from '#src/knowledge/load/load-content.ts';
import { type DocumentChange, type TakenIn, takeIn } from '#src/knowledge/load/take-in.ts';
import { DataInUseError, openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { keptKnowledgeOf } from '#src/versions/kits/parts/brain.ts';
import type { Command, CommandIo } from '../command.ts';
import { UsageError } from '../command.ts';
import { oneLine } from '../fit-text.ts';
import { parseArguments } from '../parse-options.ts';
import { dataSettings } from '../settings.ts';
import { type GapsAsked, sinceOf, tellGaps } from './knowledge-gaps.ts';

const usage = `supportmax knowledge load FOLDER|ADDRESS [--data DIR] [--json]
supportmax knowledge gaps [--since 30d] [--drafts FOLDER] [--data DIR] [--json]

load takes what a folder or a website says into what the desk answers from, beside the articles of its
company. The same again reads what has changed alone; what is gone is forgotten.

  FOLDER      *.md with front matter, *.html, *.pdf, *.docx, and *.csv with the columns
              question,answer, at any depth; manual.pdf.meta says of manual.pdf what
              front matter would, a "key: value" a line
  ADDRESS     a site whose sitemap lists its pages, or a sitemap (http://…/sitemap.xml);
              its robots.txt holds, and no other site is asked

A desk that runs answers from it once it is started again. Exit code 1: something could not be read.

gaps lists what was asked and not answered, grouped, and drafts an article of what people replied
where at least three tickets ask the same and a person has answered.

  --since     only what was asked since then: 12h, 30d, 8w, or a day, 2026-01-31
  --drafts    writes the drafts into this folder, and never over a file; load leaves a draft out
              until somebody has checked it and removed its line "draft: true"

  --data DIR  the desk's folder; .data unless told otherwise
  --json      prints one JSON document`;

/** `supportmax knowledge`: what the desk answers from, and what it has no answer to. */
export const knowledge: Command = {
  name: 'knowledge',
  summary: 'take documents or a website in, or list what had no answer',
  usage,
  async run(argv, io) {
    const asked = parse(argv, io);
    return asked.verb === 'gaps' ? tellGaps(asked, io) : load(asked, io);
  },
};

async function load({ source, files, dataDirectory, json }: LoadAsked, io: CommandIo) {
  const { contentDirectory } = dataSettings(io.environment);
  claim(dataDirectory);
  const kept = keptKnowledgeOf(dataDirectory);
  const policy = await loadPolicy(contentDirectory);
  const before = await kept.read(source);
  const taken = await takeIn(files, before, readingDefaultsOf(policy));
  await kept.write(source, taken.documents);
  const { problems } = await loadContent(contentDirectory, { kept });
  const leftOut = problems.filter(({ file }) => file.startsWith(`${source}: `));
  const summary = summaryOf(taken);
  if (json) {
    const documents = taken.changes;
    io.stdout(`${JSON.stringify({ source, ...summary, documents, leftOut })}\n`);
  } else {
    for (const change of taken.changes) {
      if (change.outcome !== 'unchanged') io.stdout(`${lineOf(change)}\n`);
    }
    for (const { file, message } of leftOut) io.stdout(`left out   ${oneLine(file)}: ${message}\n`);
    io.stdout(`${sentenceOf(summary)}\n`);
  }
  return taken.changes.some(isFailure) || leftOut.length > 0 ? 1 : 0;
}

/** Somebody's folder is not written to; a desk that runs on its own does not keep anybody out. */
function claim(dataDirectory: string): void {
  try {
    openDataDirectory(dataDirectory).release();
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
  }
}

interface LoadAsked {
  readonly verb: 'load';
  readonly source: string;
  readonly files: AsyncIterable<FoundFile>;
  readonly dataDirectory: string;
  readonly json: boolean;
}

function parse(argv: readonly string[], io: CommandIo): LoadAsked | GapsAsked {
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean' },
      since: { type: 'string' },
      drafts: { type: 'string' },
    },
  });
  const [verb, ...rest] = positionals;
  const { data, json = false, since, drafts } = values;
  if (data === '') throw new UsageError('--data is empty');
  if (verb === 'gaps') {
    if (rest.length > 0) throw new UsageError('gaps takes options alone');
    if (drafts === '') throw new UsageError('--drafts is empty');
    return { verb, sinceMs: sinceOf(since, systemClock.now()), drafts, data, json };
  }
  if (verb !== 'load') throw new UsageError('knowledge has two commands, load and gaps');
  if (since !== undefined || drafts !== undefined) {
    throw new UsageError('--since and --drafts belong to gaps');
  }
  const [from = '', ...more] = rest;
  if (from === '' || more.length > 0) throw new UsageError('load takes one folder or address');
  const dataDirectory = data ?? dataSettings(io.environment).dataDirectory;
  return { verb, ...sourceOf(from), dataDirectory, json };
}

function sourceOf(from: string): Pick<LoadAsked, 'source' | 'files'> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(from)) {
    const source = resolve(from);
    return { source, files: folderFiles(source) };
  }
  const address = addressOf(from);
  const files = websiteFiles({
    address,
    fetch: (page, request) => fetch(page, request),
    clock: systemClock,
    signal: new AbortController().signal,
  });
  return { source: address.href, files };
}

function addressOf(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '') {
    throw new SupportError('invalid_argument', 'An address begins with http:// or https://.');
  }
  return address;
}

/** A draft that waits for somebody to approve it is as it should be. */
const isFailure = (change: DocumentChange): boolean =>
  'problem' in change && change.problem.code !== 'draft';

const outcomes = [
  'added',
  'changed',
  'unchanged',
  'removed',
  'skipped',
  'kept',
  'ignored',
] as const;

function summaryOf({ documents, changes }: TakenIn) {
  const counts = Object.fromEntries(
    outcomes.map((outcome) => [outcome, changes.filter((one) => one.outcome === outcome).length]),
  ) as Record<(typeof outcomes)[number], number>;
  const articles = documents.reduce((sum, { articles: own }) => sum + own.length, 0);
  return { articles, ...counts };
}

function sentenceOf({ articles, ...counts }: ReturnType<typeof summaryOf>): string {
  const told = outcomes.filter((outcome) => counts[outcome] > 0 || outcome === 'unchanged');
  return `${articles} articles: ${told.map((one) => `${counts[one]} ${one}`).join(', ')}`;
}

function lineOf(change: DocumentChange): string {
  const start = `${change.outcome.padEnd(9)}  ${oneLine(change.path)}`;
  if ('problem' in change) {
    const { code, message, line } = change.problem;
    return `${start}: ${line === null ? '' : `line ${line}: `}${code}: ${message}`;
  }
  if ('reason' in change) return `${start}: ${change.reason}`;
  return 'articles' in change && change.articles > 1
    ? `${start}  ${change.articles} articles`
    : start;
}
