import * as z from 'zod';

/**
 * What travels between the states of a workflow: ids, and no text of anybody. Tenant, request, trace
 * and deadline travel beside it; the host reads those.
 */
export const stepInput = z.looseObject({
  ticketId: z.string(),
  journeyId: z.string(),
  /** The id of the event that is being answered. */
  cause: z.string(),
  /** Which attempt at the cause this is, from 1. */
  attempt: z.int().positive(),
  claimedUntil: z.int(),
  /** How far the log was read when the journey claimed its cause. */
  seen: z.record(z.string(), z.int()),
  /** The step before, whose notes are read; null for the first. */
  after: z.string().nullable(),
});
export type StepInput = z.output<typeof stepInput>;
