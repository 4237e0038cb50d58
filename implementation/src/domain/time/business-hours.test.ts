import { describe, expect, it } from 'vitest';
import type { BusinessHours } from './business-hours.ts';
import { businessHours, openingAt } from './business-hours.ts';

const nineToFive = [['09:00', '17:00']] as const;
const weekdaysIn = (timeZone: string): BusinessHours =>
  businessHours.parse({
    timeZone,
    days: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, nineToFive])),
  });

const london = weekdaysIn('Europe/London');
const newYork = weekdaysIn('America/New_York');
const closed = (day: string, at: string) => ({ open: false, day, at });

describe('when people are at the desk', () => {
  it.each([
    ['Monday 8:59', london, '2024-01-15T08:59:59Z', closed('today', '9:00')],
    ['Monday 9:00', london, '2024-01-15T09:00:00Z', { open: true, until: '17:00' }],
    ['Monday 16:59', london, '2024-01-15T16:59:59Z', { open: true, until: '17:00' }],
    ['Monday 17:00', london, '2024-01-15T17:00:00Z', closed('tomorrow', '9:00')],
    ['Friday evening', london, '2024-01-19T17:00:00Z', closed('mon', '9:00')],
    ['Sunday', london, '2024-01-21T12:00:00Z', closed('tomorrow', '9:00')],
    // Clocks in London go forward on 31 March 2024 and back on 27 October.
    [
      'London, Friday before summer time',
      london,
      '2024-03-29T16:30:00Z',
      { open: true, until: '17:00' },
    ],
    ['London, Monday after it began', london, '2024-04-01T07:59:00Z', closed('today', '9:00')],
    ['the same, a minute later', london, '2024-04-01T08:00:00Z', { open: true, until: '17:00' }],
    ['its evening', london, '2024-04-01T16:00:00Z', closed('tomorrow', '9:00')],
    ['the night in which it began', london, '2024-03-31T01:30:00Z', closed('tomorrow', '9:00')],
    ['Monday after it ended', london, '2024-10-28T08:30:00Z', closed('today', '9:00')],
    ['the same, open', london, '2024-10-28T09:00:00Z', { open: true, until: '17:00' }],
    ['the hour that comes twice', london, '2024-10-27T01:30:00Z', closed('tomorrow', '9:00')],
    // In New York on 10 March and 3 November.
    ['New York, Friday before', newYork, '2024-03-08T14:00:00Z', { open: true, until: '17:00' }],
    ['New York, Monday after', newYork, '2024-03-11T13:00:00Z', { open: true, until: '17:00' }],
    ['New York, an hour before that', newYork, '2024-03-11T12:59:00Z', closed('today', '9:00')],
    ['New York, Monday after it ended', newYork, '2024-11-04T13:30:00Z', closed('today', '9:00')],
    [
      'where it is tomorrow already',
      weekdaysIn('Pacific/Auckland'),
      '2024-01-14T20:00:00Z',
      { open: true, until: '17:00' },
    ],
    [
      'half an hour off',
      weekdaysIn('Asia/Kolkata'),
      '2024-01-15T03:30:00Z',
      { open: true, until: '17:00' },
    ],
  ])('%s', (_, hours, time, expected) => {
    expect(openingAt(hours, Date.parse(time))).toEqual(expected);
  });

  const lunch = businessHours.parse({
    timeZone: 'UTC',
    days: {
      mon: [
        ['13:30', '18:00'],
        ['09:00', '12:30'],
      ],
      wed: [['00:00', '23:59']],
    },
  });
  it.each([
    ['before all', '2024-01-15T07:00:00Z', closed('today', '9:00')],
    ['in the first', '2024-01-15T09:30:00Z', { open: true, until: '12:30' }],
    ['between them', '2024-01-15T12:30:00Z', closed('today', '13:30')],
    ['in the second', '2024-01-15T13:30:00Z', { open: true, until: '18:00' }],
    ['after them, the next in two days', '2024-01-15T18:00:00Z', closed('wed', '0:00')],
    ['after the last of the week', '2024-01-18T09:00:00Z', closed('mon', '9:00')],
  ])('of several intervals, in any order: %s', (_, time, expected) => {
    expect(openingAt(lunch, Date.parse(time))).toEqual(expected);
  });

  it('comes round the week where one day alone is open', () => {
    const mondays = businessHours.parse({ timeZone: 'UTC', days: { mon: [['09:00', '10:00']] } });
    expect(openingAt(mondays, Date.parse('2024-01-15T10:00:00Z'))).toEqual(closed('mon', '9:00'));
    expect(openingAt(mondays, Date.parse('2024-01-16T10:00:00Z'))).toEqual(closed('mon', '9:00'));
  });

  it.each([{}, { mon: [] }])('is never where there are no hours at all: %j', (days) => {
    const none = businessHours.parse({ timeZone: 'UTC', days });
    expect(openingAt(none, 0)).toEqual({ open: false, day: 'never', at: null });
  });

  it.each([
    { timeZone: 'Mars/Olympus', days: {} },
    { timeZone: 'UTC', days: { mon: [['17:00', '09:00']] } },
    { timeZone: 'UTC', days: { mon: [['9:00', '17:00']] } },
    { timeZone: 'UTC', days: { mon: [['09:00', '24:00']] } },
    { timeZone: 'UTC', days: { monday: [] } },
    { timeZone: 'UTC', days: {}, holidays: [] },
  ])('refuses %j', (hours) => {
    expect(businessHours.safeParse(hours).success).toBe(false);
  });
});
