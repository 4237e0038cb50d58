import type { Millis } from '#src/foundation/time.ts';
import { farewellMs } from '../platform-end.ts';
import type { AzureOptions } from './azure-options.ts';

/**
 * After so long the platform ends a call, and the worker with it: `functionTimeout` of
 * functions/azure/host.json, the longest that every plan allows. Azure does not say how much of it is left, so
 * it counts from when the call arrived here.
 */
export const functionTimeoutMs = 600_000;

export const platformDeadline = ({ clock }: AzureOptions): Millis =>
  clock.now() + functionTimeoutMs - farewellMs;
