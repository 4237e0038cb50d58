import { steps } from '#src/journey/ticket-journey.ts';
import type { DeskFunction } from './define-function.ts';
import { stepFunction } from './step/step-function.ts';
import type { StepTrigger } from './trigger.ts';

/** Every step of the journey, as a function that a cloud's workflow calls. */
export const stepFunctions: readonly DeskFunction<StepTrigger>[] = Object.values(steps).map(
  (step) => stepFunction(step),
);
