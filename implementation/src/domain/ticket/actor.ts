import * as z from 'zod';

/** Who caused an event. *agent* is the AI, *person* is staff. */
export const actor = z.strictObject({
  kind: z.enum(['customer', 'person', 'agent', 'system']),
  id: z.string().max(200).optional(),
});
export type Actor = z.infer<typeof actor>;

export const agentActor: Actor = { kind: 'agent' };
export const systemActor: Actor = { kind: 'system' };
export const customerActor: Actor = { kind: 'customer' };
/** Who works at the desk; which of them it is will come with sign-in. */
export const personActor: Actor = { kind: 'person' };
