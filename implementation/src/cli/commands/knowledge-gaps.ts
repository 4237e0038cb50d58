import type { GapResource, GapsPage } from '#src/functions/knowledge-gaps/gaps-resource.ts';
import type { CommandIo } from '../command.ts';
import { UsageError } from '../command.ts';
import { type Connection, connect } from '../connect.ts';
import { fitText, oneLine } from '../fit-text.ts';
import { type WrittenDraft, writeDrafts } from './write-drafts.ts';

export interface GapsAsked {
  readonly verb: 'gaps';
  /** Milliseconds since 1970; null: from the beginning. */
  readonly sinceMs: number | null;
  readonly drafts: string | undefined;
  readonly data: string | undefined;
  readonly json: boolean;
}

const hourMs = 60 * 60 * 1000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs, w: 168 * hourMs };

/** When `30d` ago was, or when a day began in UTC. Throws a UsageError for anything else. */
export function sinceOf(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  const [, count = '', unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  if (unit !== '') return Math.max(0, nowMs - Number(count) * (unitMs[unit] ?? 0));
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // The thirtieth of February is read as a day of March.
  if (!Number.isNaN(day) && new Date(day).toISOString().startsWith(text)) return day;
  throw new UsageError('--since is 12h, 30d, 8w, or a day such as 2026-01-31');
}

/** `supportmax knowledge gaps`: asks the desk what it could not answer. */
export async function tellGaps(asked: GapsAsked, io: CommandIo): Promise<number> {
  const connection = await connect(io, asked.data);
  try {
    const { gaps, questions, hasOlder } = await allGaps(connection, asked.sinceMs);
    const found = gaps.flatMap(({ draft }) => draft ?? []);
    const written = asked.drafts === undefined ? [] : await writeDrafts(asked.drafts, found);
    if (asked.json) {
      const drafts = asked.drafts === undefined ? {} : { drafts: written };
      io.stdout(`${JSON.stringify({ questions, hasOlder, gaps, ...drafts })}\n`);
      return 0;
    }
    for (const line of tableOf(gaps, io.columns)) io.stdout(`${line}\n`);
    for (const line of written.map(lineOf)) io.stdout(`${line}\n`);
    io.stdout(`${sentenceOf(questions, gaps)}\n`);
    if (hasOlder)
      io.stderr('There are more tickets than one look takes in; older ones are left out.\n');
    return 0;
  } finally {
    await connection.close();
  }
}

async function allGaps(connection: Connection, sinceMs: number | null) {
  const gaps: GapResource[] = [];
  const since = sinceMs === null ? {} : { since: new Date(sinceMs).toISOString() };
  for (let cursor: string | null = ''; ; ) {
    const query = new URLSearchParams({ ...since, limit: '200', ...(cursor && { cursor }) });
    const page: GapsPage = await connection.send('GET', `/v1/knowledge/gaps?${query}`);
    gaps.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return { gaps, questions: page.questions, hasOlder: page.hasOlder };
  }
}

const nameColumns = 60;

function tableOf(gaps: readonly GapResource[], columns: number | undefined): string[] {
  const grouped = gaps.filter(({ tickets }) => tickets > 1);
  const single = gaps.filter(({ tickets }) => tickets === 1);
  const header = 'tickets  answered  first       last        draft  what is asked';
  const width = columns === undefined ? null : Math.max(20, columns - header.indexOf('what'));
  const line = (gap: GapResource) => {
    const { tickets, answeredTickets, firstAskedAt, lastAskedAt, draft, name } = gap;
    const cells = [
      String(tickets).padStart(7),
      String(answeredTickets).padStart(8),
      firstAskedAt.slice(0, 10),
      lastAskedAt.slice(0, 10),
      (draft ? `${draft.wouldAnswer.first}/${draft.wouldAnswer.of}` : '').padEnd(5),
      fitText(name, width ?? Math.max(nameColumns, name.length)).trimEnd(),
    ];
    return cells.join('  ');
  };
  const lines = grouped.length > 0 ? [header, ...grouped.map(line)] : [];
  if (single.length > 0) lines.push('asked once', ...single.map(line));
  return lines;
}

const lineOf = ({ file, outcome }: WrittenDraft): string =>
  outcome === 'kept'
    ? `kept       ${oneLine(file)}: it is already there, and was not written over`
    : `${outcome.padEnd(9)}  ${oneLine(file)}`;

function sentenceOf(questions: number, gaps: readonly GapResource[]): string {
  const single = gaps.filter(({ tickets }) => tickets === 1).length;
  const drafts = gaps.filter(({ draft }) => draft !== null).length;
  const told = [
    counted(gaps.length - single, 'gap'),
    `${single} asked once`,
    counted(drafts, 'draft'),
  ];
  return `${counted(questions, 'question')} without an answer: ${told.join(', ')}`;
}

const counted = (count: number, name: string): string =>
  `${count} ${count === 1 ? name : `${name}s`}`;
