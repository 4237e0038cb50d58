import type { TicketResource } from '#src/api/schemas.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { readMessageFiles } from '#src/hosts/laptop/message-files.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import type { Connection } from '../connect.ts';
import { connect } from '../connect.ts';
import { fitText, oneLine } from '../fit-text.ts';
import { parseArguments } from '../parse-options.ts';

interface TakenIn {
  readonly outcome: 'opened' | 'added' | 'known';
  readonly journey: string;
  readonly ticket: TicketResource;
}

type Imported =
  | ({ readonly where: string } & TakenIn)
  | { readonly where: string; readonly outcome: 'failed'; readonly problem: SupportError };

const usage = `supportmax import FILE… [--data DIR] [--json]

Takes the messages of files in, each once: the same file again changes nothing, and a reply goes to
the ticket that it answers. A folder stands for all such files in it, at any depth.

  *.eml    one e-mail
  *.mbox   a mailbox, as most mail programs export it
  *.jsonl  a message a line: { "id"?, "subject"?, "body",
           "customer"?: { "id"?, "email"?, "name"? }, "channel"? }

  --data DIR  the desk's folder; .data unless told otherwise
  --json      prints one JSON document

The desk that runs on the data takes them in; where none runs, it is opened for that. Exit code 1:
some could not be taken in.`;

export const importMessages: Command = {
  name: 'import',
  summary: 'take e-mails and tickets of another desk in (.eml, .mbox, .jsonl, folders of them)',
  usage,
  async run(argv, io) {
    const { files, data, json } = parse(argv);
    const connection = await connect(io, data);
    const results: Imported[] = [];
    const skipped: string[] = [];
    const onSkipped = (path: string) => {
      skipped.push(path);
      io.stderr(`skipped ${oneLine(path)}: only .eml, .mbox and .jsonl files are read\n`);
    };
    try {
      for await (const entry of readMessageFiles(files, onSkipped)) {
        const result = await importOne(connection, entry);
        results.push(result);
        if (!json) io.stdout(`${lineOf(result, io.columns)}\n`);
      }
    } finally {
      await connection.close();
    }
    const summary = summaryOf(results);
    if (json) {
      const messages = results.map(documentOf);
      io.stdout(`${JSON.stringify({ ...summary, messages, skipped })}\n`);
    } else {
      const { opened, added, known, failed } = summary;
      const left = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
      io.stdout(
        `${opened} opened, ${added} added to a ticket, ${known} known already, ${failed} failed${left}\n`,
      );
    }
    return summary.failed > 0 ? 1 : 0;
  },
};

function parse(argv: readonly string[]) {
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: { data: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals.length === 0) throw new UsageError('import takes at least one file or folder');
  return { files: positionals, data: values.data, json: values.json ?? false };
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

/** What reads better than the journey's own word. */
const didWhats: Readonly<Record<string, string>> = {
  escalated: 'to people',
  asked: 'asked back',
  none: '',
};

const didWhat = (journey: string): string => didWhats[journey] ?? journey.replaceAll('_', ' ');

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
