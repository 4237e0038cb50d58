import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentSince } from './silent-since.ts';

const nine: [string, string] = ['09:00', '17:00'];
const weekdaysOnly = { mon: [nine], tue: [nine], wed: [nine], thu: [nine], fri: [nine], sat: [] };
const at = (text: string) => Date.parse(text);
const dayMs = 86_400_000;

const business = (days: number, timeZone = 'UTC') => ({
  silence: { days, of: 'business' as const },
  hours: { timeZone, days: weekdaysOnly },
});

describe('silence', () => {
  it('resolves nothing where the policy has none, or nobody ever is there', () => {
    const hours = { timeZone: 'UTC', days: weekdaysOnly };
    expect(silentSince({ hours }, 0)).toBeNull();
    expect(silentSince({ hours, silence: null }, 0)).toBeNull();
    const never = { silence: { days: 1, of: 'business' as const }, hours: { ...hours, days: {} } };
    expect(silentSince(never, 0)).toBeNull();
  });

  it.each([
    ['within a week', 'UTC', '2026-11-26T10:00Z', '2026-11-24T10:00Z'],
    ['over a weekend', 'UTC', '2026-11-24T10:00Z', '2026-11-20T10:00Z'],
    ['told on a Sunday', 'UTC', '2026-11-22T10:00Z', '2026-11-19T00:00Z'],
    ['at midnight', 'UTC', '2026-11-23T00:00Z', '2026-11-19T00:00Z'],
    // Clocks go forward on Sunday, 29 March 2026, which is no business day: 2 × 24 hours all the same.
    ['over spring', 'Europe/Berlin', '2026-03-31T08:00Z', '2026-03-27T09:00Z'],
    ['over autumn', 'Europe/Berlin', '2026-10-27T09:00Z', '2026-10-23T08:00Z'],
    // Here a Sunday in September begins at one o'clock.
    ['where midnight is left out', 'America/Santiago', '2026-09-08T12:00Z', '2026-09-04T13:00Z'],
  ])('of two business days: %s', (_, timeZone, now, since) => {
    expect(new Date(silentSince(business(2, timeZone), at(now)) ?? 0)).toEqual(new Date(since));
  });

  it('counts no hour of a weekend, and every hour of other days', () => {
    const now = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
    fc.assert(
      fc.property(now, fc.integer({ min: 1, max: 40 }), (later, quarterDays) => {
        const since = silentSince(business(quarterDays / 4), later) ?? Number.NaN;
        let counted = 0;
        for (let time = since; time < later; time += 900_000) {
          const day = new Date(time).getUTCDay();
          if (day !== 0 && day !== 6) counted += 1;
        }
        // Quarters of an hour that begin on a business day, but for those cut by a midnight.
        expect(Math.abs(counted - quarterDays * 24)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never ends earlier for whoever was answered later', () => {
    const time = fc.integer({ min: at('2026-03-01T00:00Z'), max: at('2026-04-10T00:00Z') });
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York');
    fc.assert(
      fc.property(time, time, zones, (one, other, zone) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const of = (now: number) => silentSince(business(3, zone), now) ?? Number.NaN;
        expect(of(first)).toBeLessThanOrEqual(of(second));
        expect(second - of(second)).toBeGreaterThanOrEqual(3 * dayMs);
      }),
    );
  });
});
