import type { BusinessHours } from './business-hours.ts';
import { localTime, weekdays } from './business-hours.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/**
 * So much time before `now`, where only days count on which somebody is at the desk at all, each of
 * them whole; null where there are none. Milliseconds of wall time.
 */
export function beforeOpenDays(
  hours: BusinessHours,
  now: number,
  durationMs: number,
): number | null {
  const isOpen = weekdays.map((day) => (hours.days[day] ?? []).length > 0);
  if (!isOpen.includes(true)) return null;
  let end = now;
  for (let left = durationMs; ; ) {
    const begin = startOfDay(hours.timeZone, end - 1);
    if (isOpen[localTime(hours.timeZone, begin).day]) {
      if (end - begin >= left) return end - left;
      left -= end - begin;
    }
    end = begin;
  }
}

/** When the local day began that this moment is of; days of 23 and 25 hours too. */
function startOfDay(timeZone: string, time: number): number {
  const minute = Math.floor(time / minuteMs) * minuteMs;
  const start = minute - minuteOfDay(timeZone, minute) * minuteMs;
  // Where the clocks changed since, that is an hour beside it: before midnight or after.
  const beside = minuteOfDay(timeZone, start);
  if (beside === 0) return start;
  return start + (beside > dayMinutes / 2 ? dayMinutes - beside : -beside) * minuteMs;
}

function minuteOfDay(timeZone: string, time: number): number {
  const [hour = 0, minute = 0] = localTime(timeZone, time).minute.split(':').map(Number);
  return hour * 60 + minute;
}
