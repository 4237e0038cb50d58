import * as z from 'zod';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is HH:MM');
const interval = z.tuple([timeOfDay, timeOfDay]).refine(([from, to]) => from < to, {
  message: 'an interval ends after it begins',
});

/** When people are at the desk: local intervals per weekday in an IANA time zone. */
export const businessHours = z.strictObject({
  timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
  days: z.partialRecord(z.enum(weekdays), z.array(interval)),
});
export type BusinessHours = z.infer<typeof businessHours>;

/** Whether somebody is there, and if not, when somebody will be. Times are local, `H:MM`. */
export type Opening =
  | { readonly open: true; readonly until: string }
  | { readonly open: false; readonly day: 'today' | 'tomorrow' | Weekday; readonly at: string }
  | { readonly open: false; readonly day: 'never'; readonly at: null };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();
const minuteMs = 60_000;
/** The minute that was asked for last: formatting a date costs more than answering a ticket. */
let latest = { timeZone: '', minuteOfEpoch: 0, local: { day: 0, minute: '' } };

/** The day of the week, 0 for Monday, and the time of day, `HH:MM`. */
export function localTime(timeZone: string, time: number): { day: number; minute: string } {
  const minuteOfEpoch = Math.floor(time / minuteMs);
  if (latest.timeZone !== timeZone || latest.minuteOfEpoch !== minuteOfEpoch) {
    latest = { timeZone, minuteOfEpoch, local: formatLocalTime(timeZone, time) };
  }
  return latest.local;
}

function formatLocalTime(timeZone: string, time: number): { day: number; minute: string } {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts });
    formats.set(timeZone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(time)) part[type] = value;
  const day = weekdays.indexOf((part.weekday ?? '').toLowerCase() as Weekday);
  return { day, minute: `${part.hour}:${part.minute}` };
}

const spoken = (time: string) => time.replace(/^0/, '');

/** What to tell a customer who waits for a person. `now` is wall time in milliseconds. */
export function openingAt(hours: BusinessHours, now: number): Opening {
  const { day: today, minute } = localTime(hours.timeZone, now);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = weekdays[(today + ahead) % 7];
    if (!day) continue;
    for (const [from, to] of (hours.days[day] ?? []).toSorted()) {
      if (ahead > 0) return { open: false, day: ahead === 1 ? 'tomorrow' : day, at: spoken(from) };
      if (minute < from) return { open: false, day: 'today', at: spoken(from) };
      if (minute < to) return { open: true, until: spoken(to) };
    }
  }
  return { open: false, day: 'never', at: null };
}
