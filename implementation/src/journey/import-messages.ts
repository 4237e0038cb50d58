import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { assertTimeLeft, type RequestContext } from '#src/foundation/request-context.ts';
import {
  SupportError,
  type SupportErrorCode,
  toSupportError,
} from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { type FileMessage, type IntakeTools, takeIn } from './intake.ts';

/** Files that wait to be taken in, by their messages. */
export interface IncomingFileReader {
  /**
   * The messages of a file as they are read, each told apart that is broken. Throws where the file
   * is not there, is another tenant's, or is none that can be read.
   */
  messages(context: RequestContext, key: string): AsyncIterable<FileMessage>;
}

export interface ImportTools extends IntakeTools {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How many messages opened a ticket, went to one, were there before, and could not be taken in. */
export interface ImportCounts {
  readonly opened: number;
  readonly added: number;
  readonly known: number;
  readonly failed: number;
}

/** What the desk says of a message because of what stands in it, and would say again. */
const ownFaults: ReadonlySet<SupportErrorCode> = new Set([
  'invalid_argument',
  'too_large',
  'conflict',
]);

/**
 * Takes messages in, one after the other. A broken one is counted and logged, and keeps none of the
 * others out. Throws what may pass, for to begin again is harmless: at once where nothing goes on
 * (`unavailable`, `deadline_exceeded`), and after the last message where only one failed by the
 * desk's own fault. Throws `invalid_argument` where there was nothing that could be read.
 */
export async function importMessages(
  tools: ImportTools,
  context: RequestContext,
  messages: AsyncIterable<FileMessage>,
): Promise<ImportCounts> {
  const { clock, logger } = tools;
  const counts = { opened: 0, added: 0, known: 0, failed: 0 };
  let ours: SupportError | null = null;
  let first = '';
  for await (const entry of messages) {
    assertTimeLeft(context, clock);
    try {
      if ('problem' in entry) throw entry.problem;
      const { outcome } = await takeIn(tools, context, entry.message);
      counts[outcome] += 1;
    } catch (error) {
      const problem = toSupportError(error, 'A message could not be taken in.');
      if (problem.retryable) throw problem;
      const { tenant, requestId } = context;
      const who = { where: entry.where, tenant, requestId };
      if (ownFaults.has(problem.code)) {
        counts.failed += 1;
        first ||= ` ${entry.where}: ${problem.message}`;
        const { code, message } = problem;
        logger.log('warn', 'a message was not taken in', { ...who, code, error: message });
      } else {
        ours ??= problem;
        logger.log('error', 'a message was not taken in', { ...who, ...errorFields(error) });
      }
    }
  }
  if (ours !== null) throw ours;
  const { opened, added, known } = counts;
  if (opened + added + known > 0) return counts;
  throw new SupportError('invalid_argument', `No message of the file could be read.${first}`);
}
