import * as z from 'zod';

const id = z.string().min(1).max(200);

/**
 * What travels between the states of a workflow: ids, and no text of anybody. Tenant, request, trace
 * and deadline travel beside it; the host reads those. What else a workflow sends goes no further.
 */
export const stepInput = z.object({
  ticketId: id,
  journeyId: id,
  /** The id of the event that is being answered. */
  cause: id,
  /** Which attempt at the cause this is, from 1. */
  attempt: z.int().positive(),
  claimedUntil: z.int(),
  /** How far the log was read when the journey claimed its cause. */
  seen: z.record(id, z.int().nonnegative()),
  /** The last step that came out in some way, whose notes are read; null for the first. */
  after: id.nullable(),
  /**
   * The step after that one, where the workflow had to leave it: it ran out of time, or nobody knows
   * what became of it. A step that failed by itself has kept notes of it, and comes in `after`.
   */
  failedIn: id.nullable().default(null),
});
export type StepInput = z.output<typeof stepInput>;
