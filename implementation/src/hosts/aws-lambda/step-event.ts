import { readCarried } from '../read-carried.ts';
import { type ReadEvent, wholeCall } from './event-reading.ts';

/** The input of a task in Step Functions: who it is for, and beside that what the step works on. */
export const stepEvent: ReadEvent = (event, _fn, beside) => {
  const { carried, rest } = readCarried(event, beside);
  return wholeCall(rest, carried);
};
