import type { TriggerKind } from '../../implementation/src/functions/trigger.ts';
import { functionTimeoutMs } from '../../implementation/src/hosts/azure-functions/platform-time.ts';
import type { CloudName } from './cloud-entry.ts';

type Limits = Readonly<Record<TriggerKind, number>>;

const alike = (seconds: number): Limits => ({
  http: seconds,
  queue: seconds,
  feed: seconds,
  schedule: seconds,
  blob: seconds,
  step: seconds,
});

/**
 * How long each cloud lets a call of a function run at most, by what sets it off, in seconds. What
 * stands before a function may wait less: an HTTP API of API Gateway 30, a function's URL as long.
 */
export const longestSeconds: Readonly<Record<CloudName, Limits>> = {
  aws: alike(900),
  // Of a request its load balancer waits no longer for an answer to begin.
  azure: { ...alike(functionTimeoutMs / 1000), http: 230 },
  // Events have nine minutes, requests an hour; a workflow waits half an hour for an answer.
  gcp: { ...alike(540), http: 3_600, step: 1_800 },
};
