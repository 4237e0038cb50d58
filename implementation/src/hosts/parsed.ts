import type * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';

/** What of an event is read, or `invalid_argument` saying where it does not fit. */
export function parsed<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(event);
  if (success) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') || 'event';
  throw strangeEvent(`${place}: ${issue?.message ?? 'not valid'}`);
}

/** What is no event that a function is called for. */
export const strangeEvent = (what: string): SupportError =>
  new SupportError('invalid_argument', what.slice(0, 500));
