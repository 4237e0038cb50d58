import * as z from 'zod';
import { earlier } from '../carried.ts';
import { parsed, type ReadEvent, wholeCall } from './event-reading.ts';

/** The input of a task in Step Functions: who it is for, and beside that what the step works on. */
const state = z.looseObject({
  tenant: z.string().min(1),
  requestId: z.string().min(1).max(200).nullish(),
  traceId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullish(),
  deadline: z.number().int().nonnegative().nullish(),
});

export const stepEvent: ReadEvent = (event, _fn, carried) => {
  const { tenant, requestId, traceId, deadline, ...input } = parsed(state, event);
  return wholeCall(input, {
    tenant,
    requestId: requestId ?? carried.requestId,
    traceId: traceId ?? carried.traceId,
    deadline: earlier(deadline ?? null, carried.deadline),
  });
};
