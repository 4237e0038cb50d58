import { readCarried } from '../read-carried.ts';
import type { ReadEvent } from './handler-of.ts';

/** The input of an activity, a state of an orchestration: who it is for, and what the step works on. */
export const stepEvent: ReadEvent = (data, beside) => {
  const { carried, rest } = readCarried(data, beside);
  return [{ input: rest, carried }];
};
