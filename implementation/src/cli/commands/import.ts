import { parseArgs } from 'node:util';
import type { TicketResource } from '#src/api/schemas.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { readMessageFiles } from '#src/hosts/laptop/message-files.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import type { Connection } from '../connect.ts';
import { connect } from '../connect.ts';
import { fitText, oneLine } from '../fit-text.ts';

interface TakenIn {
  readonly outcome: 'opened' | 'added' | 'known';
  readonly journey: string;
  readonly ticket: TicketResource;
}

type Imported =
  | ({ readonly where: string } & TakenIn)
  | { readonly where: string; readonly outcome: 'failed'; readonly problem: SupportError };

export const importMessages: Command = {
  name: 'import',
  summary: 'take e-mails and tickets of another desk in (.eml, .mbox, .jsonl, folders of them)',
  usage: 'supportmax import FILE… [--data DIR] [--json]',
  async run(argv, io) {
    const { files, data, json } = parse(argv);
    const connection = await connect(io, data);
    const results: Imported[] = [];
    try {
      for await (const entry of readMessageFiles(files)) {
        const result = await importOne(connection, entry);
        results.push(result);
        if (!json) io.stdout(`${lineOf(result, io.columns)}\n`);
      }
    } finally {
      await connection.close();
    }
    const summary = summaryOf(results);
    if (json) {
      io.stdout(`${JSON.stringify({ ...summary, messages: results.map(documentOf) })}\n`);
    } else {
      const { opened, added, known, failed } = summary;
      io.stdout(
        `${opened} opened, ${added} added to a ticket, ${known} known already, ${failed} failed\n`,
      );
    }
    return summary.failed > 0 ? 1 : 0;
  },
};

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length === 0) throw new UsageError('import takes at least one file or folder');
    return { files: positionals, data: values.data, json: values.json ?? false };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One broken message does not keep the others out. */
async function importOne(connection: Connection, entry: FileMessage): Promise<Imported> {
  const { where } = entry;
  if ('problem' in entry) return { where, outcome: 'failed', problem: entry.problem };
  const { text, ...rest } = entry.message;
  try {
    const body = { ...rest, body: text };
    return { where, ...(await connection.send<TakenIn>('POST', '/v1/intake', body)) };
  } catch (error) {
    const problem = toSupportError(error, 'It could not be taken in.');
    // Without a desk nothing that follows can be imported either.
    if (problem.code === 'unavailable') throw problem;
    return { where, outcome: 'failed', problem };
  }
}

const plainColumns = 100;

const didWhat = (journey: string): string =>
  journey === 'escalated' ? 'to people' : journey === 'none' ? '' : journey.replaceAll('_', ' ');

function lineOf(result: Imported, columns = plainColumns): string {
  if (result.outcome === 'failed') {
    const { where, problem } = result;
    return `failed  ${oneLine(where)}: ${problem.code}: ${problem.message}`;
  }
  const { outcome, journey, ticket } = result;
  const did = outcome === 'known' ? 'already' : didWhat(journey);
  const start = `${outcome.padEnd(6)}  ${did.padEnd(12)}  ${ticket.id}  `;
  const subject = fitText(ticket.subject || '(no subject)', Math.max(20, columns - start.length));
  return `${start}${subject.trimEnd()}`;
}

function summaryOf(results: readonly Imported[]) {
  const count = (outcome: Imported['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  const failed = count('failed');
  return { opened: count('opened'), added: count('added'), known: count('known'), failed };
}

function documentOf(result: Imported): object {
  if (result.outcome !== 'failed') return result;
  const { code, message } = result.problem;
  return { where: result.where, outcome: 'failed', error: { code, message } };
}
