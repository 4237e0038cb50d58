import { identify } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { silentPlace, type TimedPlace } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { DeskFor } from '../parts.ts';

type AssumingDesk = DeskFor<{ projectionStore: 'read'; eventLog: 'append' }>;

const pageSize = 200;

/**
 * Resolves every ticket whose customer has been silent since `since` or longer, page by page until
 * all were looked at or it is over. The list only says where to look: the ticket decides. One that
 * fails keeps no other out: the first failure is thrown at the end.
 */
export async function assumeAllResolutions(
  desk: AssumingDesk,
  context: RequestContext,
  since: number,
  isOver: () => boolean,
): Promise<void> {
  const failures: unknown[] = [];
  let after: TimedPlace | undefined;
  do {
    const rows = await desk.projectionStore.store.silent(since, pageSize, after);
    for (const row of rows) {
      if (isOver()) break;
      await assume(desk, context, row).catch((error: unknown) => failures.push(error));
    }
    const last = rows.at(-1);
    after = last && rows.length === pageSize ? silentPlace(last) : undefined;
  } while (after && !isOver());
  if (failures.length > 0) throw failures[0];
}

/** A ticket that is not as the list has it any longer refuses, and that is no failure. */
async function assume(
  { eventLog }: AssumingDesk,
  context: RequestContext,
  { tenant, id, silence }: TicketRow,
): Promise<void> {
  if (!silence) return;
  const { answer } = silence;
  // Named after the answer: whoever finds the same silence at the same time appends nothing.
  const commandId = `assume-${identify('assume', id, answer)}`;
  const own = { ...context, tenant, requestId: `assume-${answer}`, deadline: null };
  await eventLog.execute(own, id, commandId, { type: 'assume_resolution', answer });
}
