import type { RequestContext } from '#src/foundation/request-context.ts';
import { awaitingPlace, type TimedPlace } from '#src/ports/projection-store/driver.ts';
import type { DeskFor } from '../parts.ts';
import { sendAwaiting } from '../send-awaiting.ts';

const pageSize = 200;

/**
 * Calls for a journey for every ticket of the list that awaits one, page by page until all were
 * looked at or it is over: the first ones may be stuck, and the last ones are not theirs to starve.
 * A page that cannot be sent keeps no other out: the first failure is thrown at the end.
 */
export async function sendAllAwaiting(
  desk: DeskFor<{ projectionStore: 'read'; journeyQueue: 'send' }>,
  context: RequestContext,
  isOver: () => boolean,
): Promise<void> {
  const { projectionStore, clock } = desk;
  const now = clock.now();
  const failures: unknown[] = [];
  let after: TimedPlace | undefined;
  do {
    const rows = await projectionStore.store.awaiting(now, pageSize, after);
    await sendAwaiting(desk, context, rows).catch((error: unknown) => failures.push(error));
    const last = rows.at(-1);
    after = last && rows.length === pageSize ? awaitingPlace(last) : undefined;
  } while (after && !isOver());
  if (failures.length > 0) throw failures[0];
}
