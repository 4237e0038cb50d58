import { SupportError } from '#src/foundation/support-error.ts';
import type { Millis } from '#src/foundation/time.ts';
import { type Carried, earlier } from '../carried.ts';
import type { CloudOptions } from '../cloud-options.ts';
import { farewellMs } from '../platform-end.ts';

export interface GcpOptions extends CloudOptions {
  /**
   * After so long the platform ends a call, milliseconds, or null. Cloud Run does not say how much
   * of it is left, so it counts from when the call arrived here.
   */
  readonly platformTimeoutMs?: number | null;
}

/** The same, and until when the platform lets it run. */
export function withinPlatformTime(carried: Carried, options: GcpOptions): Carried {
  const { clock, platformTimeoutMs = null } = options;
  const end = platformTimeoutMs === null ? null : clock.now() + platformTimeoutMs - farewellMs;
  return { ...carried, deadline: earlier(carried.deadline, end) };
}

/** The platform's timeout by the environment of a function, `CLOUD_RUN_TIMEOUT_SECONDS`; null: none. */
export function platformTimeoutOf(seconds: string | undefined): Millis | null {
  if (seconds === undefined || seconds === '') return null;
  if (/^[1-9]\d{0,4}$/.test(seconds)) return Number(seconds) * 1000;
  const detail = `CLOUD_RUN_TIMEOUT_SECONDS: not a number of seconds: ${seconds.slice(0, 20)}`;
  throw new SupportError('invalid_argument', detail);
}
