import * as z from 'zod';
import { type Carried, earlier } from './carried.ts';
import { parsed } from './parsed.ts';

const noTenant = 'it names no tenant: it is none of ours';
const digits = z
  .string()
  .regex(/^\d{1,15}$/, 'milliseconds since the epoch')
  .transform(Number);

/** What somebody of ours puts beside what is sent, under the same names wherever it travels. */
const sent = z.looseObject(
  {
    tenant: z.string(noTenant).min(1, noTenant),
    // It gets into logs, and into the headers of answers.
    requestId: z
      .string()
      .regex(/^[\w.:-]{1,200}$/, 'at most 200 letters, digits and _ . : -')
      .nullish(),
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits')
      .nullish(),
    // Attributes of messages are texts, states of workflows are JSON.
    deadline: z.union([digits, z.number().int().nonnegative()]).nullish(),
  },
  noTenant,
);

/** What came with a call, and whatever else its sender said there. */
export interface ReadCarried {
  readonly carried: Carried;
  readonly rest: Readonly<Record<string, unknown>>;
}

/**
 * Who a call is for and until when, by a message's attributes or a workflow's state. What they do not
 * say is as the platform has it, `beside`; of two deadlines the earlier counts. Throws
 * `invalid_argument` for what no sender of ours writes, on every host the same.
 */
export function readCarried(given: unknown, beside: Carried): ReadCarried {
  const { tenant, requestId, traceId, deadline, ...rest } = parsed(sent, given);
  const carried = {
    tenant,
    requestId: requestId ?? beside.requestId,
    traceId: traceId ?? beside.traceId,
    deadline: earlier(deadline ?? null, beside.deadline),
  };
  return { carried, rest };
}

const named = z.object({ id: z.string().min(1).nullish() });

/** The id that a message's sender gave it, which stays when it is delivered again; else `own`. */
export const messageIdOf = (rest: ReadCarried['rest'], own: string): string =>
  parsed(named, rest).id ?? own;
