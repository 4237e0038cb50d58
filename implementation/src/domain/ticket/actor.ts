import * as z from 'zod';

/** Who caused an event. *agent* is the AI, *person* is staff. */
export const actor = z.strictObject({
  kind: z.enum(['customer', 'person', 'agent', 'system']),
  id: z.string().max(200).optional(),
});
export type Actor = z.infer<typeof actor>;

export const agentActor: Actor = { kind: 'agent' };
export const systemActor: Actor = { kind: 'system' };
