import * as z from 'zod';
import { earlier } from '../carried.ts';
import { parsed, type ReadEvent } from './event-call.ts';

/** The input of an activity: who it is for, and beside that what the step works on. */
const state = z.looseObject({
  tenant: z.string().min(1),
  requestId: z.string().min(1).max(200).nullish(),
  traceId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullish(),
  deadline: z.number().int().nonnegative().nullish(),
});

/** A state of an orchestration. */
export const stepEvent: ReadEvent = (data, carried) => {
  const { tenant, requestId, traceId, deadline, ...input } = parsed(state, data);
  return [
    {
      input,
      carried: {
        tenant,
        requestId: requestId ?? carried.requestId,
        traceId: traceId ?? carried.traceId,
        deadline: earlier(deadline ?? null, carried.deadline),
      },
    },
  ];
};
