import { PLACEHOLDER } from '#src/algorithms/redaction/personal-kinds.ts';
import { assertTimeLeft, type RequestContext } from '#src/foundation/request-context.ts';
import type { GapQuestion } from '#src/knowledge/gaps/gap-question.ts';
import { sortValue } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import {
  type UnansweredReason,
  unansweredQuestions,
} from '#src/projections/unanswered-questions.ts';
import type { DeskFor } from '../parts.ts';

/** A question without an answer, as it may be shown. */
export interface ShownQuestion extends GapQuestion {
  readonly why: UnansweredReason;
}

export interface Unanswered {
  readonly questions: readonly ShownQuestion[];
  /** Older tickets were not looked at: there are more than one look takes in. */
  readonly hasOlder: boolean;
}

type Desk = DeskFor<{ projectionStore: 'read'; eventLog: 'read' }>;

/** The newest tickets that may hold a gap; more would take longer than anybody waits. */
const mostTickets = 10_000;
const pageSize = 200;
/** Logs that are read at once. */
const logsAtOnce = 32;

/**
 * What was asked since then and not answered, of the tenant's tickets, without what is personal. The
 * list says which tickets may hold some, their logs which they are; a log that is gone says nothing.
 */
export async function readUnanswered(
  desk: Desk,
  context: RequestContext,
  sinceMs: number,
): Promise<Unanswered> {
  const { ids, hasOlder } = await ticketsWithGaps(desk, context, sinceMs);
  // Loaded when somebody asks, not when a bundle is read.
  const { createRedactor } = await import('#src/algorithms/redaction/create-redactor.ts');
  const redactor = createRedactor();
  const questions: ShownQuestion[] = [];
  for (let at = 0; at < ids.length; at += logsAtOnce) {
    assertTimeLeft(context, desk.clock);
    const some = ids.slice(at, at + logsAtOnce);
    const logs = await Promise.all(some.map((id) => desk.eventLog.log.read(context, id)));
    logs.forEach((records, index) => {
      const told = unansweredQuestions(some[index] ?? '', records);
      // One for each ticket: a name that one text announces is looked for in the others.
      const session = redactor.session(told.people);
      const plain = (text: string) => anonymous(redactor.redact(text, session).text);
      for (const { text, replies, ...question } of told.questions) {
        if (question.askedAt < sinceMs) continue;
        const shown = plain(text);
        if (!/\p{L}/u.test(shown.replace(bare, ''))) continue;
        questions.push({ ...question, text: shown, replies: replies.map(plain) });
      }
    });
  }
  return { questions, hasOlder };
}

async function ticketsWithGaps(
  { projectionStore }: Desk,
  { tenant }: RequestContext,
  sinceMs: number,
) {
  // Whoever wrote a moment ago finds it in the list.
  await projectionStore.settled();
  const ids: string[] = [];
  const sort = 'updated_desc';
  let last: TicketRow | undefined;
  do {
    const after = last && { value: sortValue(last, sort), id: last.id };
    const rows = await projectionStore.store.list(tenant, { sort, limit: pageSize, after });
    // What changed last before that time was asked before it.
    const recent = rows.filter(({ updatedAt }) => updatedAt >= sinceMs);
    ids.push(...recent.filter(mayHoldGap).map(({ id }) => id));
    last = recent.length === pageSize ? recent.at(-1) : undefined;
  } while (last && ids.length <= mostTickets);
  return { ids: ids.slice(0, mostTickets), hasOlder: ids.length > mostTickets };
}

/** Handed over at some time, or opened again after an answer: the log knows which. */
const mayHoldGap = ({
  escalationReason,
  status,
  agentReplies,
  personReplies,
}: TicketRow): boolean =>
  escalationReason !== null || (agentReplies > 0 && (status === 'open' || personReplies > 0));

/** Across tickets the numbers of placeholders mean nothing. */
const anonymous = (text: string): string =>
  text.replace(PLACEHOLDER, (placeholder) => placeholder.replace(/-\d+\]$/, ']'));

/** What {@link anonymous} leaves of a placeholder, which tells nothing of a topic. */
export const bare = /\[[a-z-]+\]/g;
