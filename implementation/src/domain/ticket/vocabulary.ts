import * as z from 'zod';

export const ticketStatus = z.enum(['new', 'open', 'pending', 'snoozed', 'resolved']);
export type TicketStatus = z.infer<typeof ticketStatus>;

export const ticketPriority = z.enum(['low', 'normal', 'high', 'urgent']);
export type TicketPriority = z.infer<typeof ticketPriority>;

export const channel = z.enum(['chat', 'email', 'api', 'form']);
export type Channel = z.infer<typeof channel>;

/** How sure we are that a resolution is one: the customer said so, was silent, or a person decided. */
export const resolutionKind = z.enum(['confirmed', 'assumed', 'person']);

/** Why the agent hands a ticket to a person. Closed: dashboards and escalation rules switch on it. */
export const escalationReason = z.enum([
  'person_requested',
  'not_confident',
  'nothing_found',
  'unknown_language',
  'no_words',
  'sensitive_topic',
  'not_helped',
  'review_failed',
  'agent_failed',
]);
export type EscalationReason = z.infer<typeof escalationReason>;

export const tag = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u, 'a tag is letters, digits, and _ . : -');
