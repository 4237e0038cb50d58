import * as z from 'zod';
import { parsed } from '../parsed.ts';
import { type ReadEvent, wholeCall } from './event-reading.ts';

/** The clock's stroke: by a rule of EventBridge, or by EventBridge Scheduler where it has no input. */
const stroke = z.object({
  'detail-type': z.literal('Scheduled Event'),
  source: z.enum(['aws.events', 'aws.scheduler']),
});

export const scheduleEvent: ReadEvent = (event, _fn, carried) => {
  parsed(stroke, event);
  return wholeCall(undefined, carried);
};
