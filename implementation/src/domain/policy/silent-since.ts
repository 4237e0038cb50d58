import { beforeOpenDays } from '../time/open-days.ts';
import type { DeskPolicy } from './desk-policy.ts';

const dayMs = 86_400_000;

/**
 * The latest moment after which a customer has been silent for long enough by `now`; null where the
 * policy takes no silence for a resolution, or counts days on which nobody ever is there. Wall time,
 * milliseconds.
 */
export function silentSince(
  { silence, hours }: Pick<DeskPolicy, 'silence' | 'hours'>,
  now: number,
): number | null {
  if (!silence) return null;
  const durationMs = silence.days * dayMs;
  return silence.of === 'all' ? now - durationMs : beforeOpenDays(hours, now, durationMs);
}
