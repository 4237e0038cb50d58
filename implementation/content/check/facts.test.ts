import { describe, expect, test } from 'vitest';
import type { CompanyDocument } from './company.ts';
import { checkFacts } from './facts.ts';
import { quantitiesOf } from './quantities.ts';
import type { Plan, World } from './world.ts';

function plan(name: string, price: number, limits: Plan['limits']): Plan {
  const yearlyPerSeatUsd = price * 10;
  return {
    name,
    monthlyPerSeatUsd: price,
    yearlyPerSeatUsd,
    minimumSeats: 1,
    limits,
    firstReply: '2 hours',
  };
}

const world: World = {
  company: 'Fixture',
  addresses: ['status.tallyfern.example'],
  plans: [
    plan('Small', 9, { seats: 15, storage: '20 GB', fileSize: '25 MB', history: '24 months' }),
    plan('Large', 16, { seats: 75, storage: '200 GB', fileSize: '50 MB', history: 'unlimited' }),
  ],
  features: [{ feature: 'guests', plans: ['Large'], pattern: '\\bguests?\\b' }],
  facts: [
    {
      area: 'a',
      id: 'a/1',
      fact: 'The digest is sent at 07:00; version Timer 5.8 came on 2 May 2026.',
    },
  ],
  errorCodes: [
    {
      code: 'TF-1003',
      meaning: 'Sign-in locked after wrong passwords',
      remedy: 'Wait 20 minutes.',
    },
    { code: 'TF-1401', meaning: 'Invoice number used', remedy: 'Raise the next number.' },
  ],
  navigation: ['Settings > Billing > Plan'],
  quantities: [
    ...['9', '90', '16', '160'].map((value) => ({ value, unit: 'USD', of: [] })),
    ...['20', '15', '30'].map((value) => ({ value, unit: 'minute', of: [] })),
    ...['15', '75'].map((value) => ({ value, unit: 'seat', of: [] })),
    ...['20', '200'].map((value) => ({ value, unit: 'GB', of: [] })),
    ...['25', '50'].map((value) => ({ value, unit: 'MB', of: [] })),
    { value: '24', unit: 'month', of: [] },
  ],
};

function documentOf(text: string, title: string): CompanyDocument {
  const place = { id: 'kb-x', area: 'a', file: 'articles/kb-x.md', firstLine: 11 };
  return { ...place, title, kind: 'how-to', text, fields: {} };
}

function check(text: string, title = 'A title'): string[] {
  const problems = checkFacts([documentOf(text, title)], world);
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('quantities', () => {
  test.each([
    ['a 14-day wait', ['14 day']],
    ['1, 5 or 15 minutes', ['1 minute', '5 minute', '15 minute']],
    ['from 3 to 60 minutes', ['3 minute', '60 minute']],
    ['8 business hours', ['8 business hour']],
    ['after seven more days', ['7 day']],
    ['$1,200 and 30% of 250 MB', ['1200 USD', '30 %', '250 MB']],
    ['120 requests a minute', ['120 requests per minute']],
    ['in 2026 and 30 days later', ['30 day']],
    ['30 per cent', ['30 %']],
  ])('%s', (text, expected) => {
    const found = quantitiesOf(text).map(({ value, unit }) => `${value} ${unit}`);
    expect(found).toEqual(expected);
  });
});

describe('plan limits and prices', () => {
  test.each([
    'Small costs $9 per seat.',
    'Small has 15 seats, Large has 75 seats.',
    'On Large a file can have up to 50 MB.',
    'Storage on Small ends at 20 GB.',
    '| Plan | Seats | Storage |\n|---|---|---|\n| Small | 15 | 20 GB |\n| Large | 75 | 200 GB |',
    '|  | Small | Large |\n|---|---|---|\n| History | 24 months | Unlimited |',
    'For example, a team of 6 seats on Small pays $54 a month.',
  ])('agrees: %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    ['Small costs $16 per seat.', '11: kb-x: Small: "$16" for price, expected 9 or 90 or 7.5'],
    ['Small has 75 seats.', 'Small: "75 seats" for seats, expected 15'],
    ['Small has 75 seats, Large has 15 seats.', 'Small: "75 seats", expected 15'],
    ['On Large a file can have up to 25 MB.', 'expected 50 MB'],
    ['With storage of 200 GB, Small is roomy.', 'expected 20 GB'],
    ['| Plan | Seats |\n|---|---|\n| Small | 15 |\n| Large | 70 |', '14: kb-x: Large, Seats: "70"'],
    ['|  | Small | Large |\n|---|---|---|\n| Seats | unlimited | 75 |', '13: kb-x: Small, Seats'],
    ['Small and Large have no limit.', 'Small: is said to have no limit'],
    ['| Plan | At least |\n|---|---|\n| Small | 15 seats |', 'Small'],
    ['|  | Small |\n|---|---|\n| History | 90 days |', 'History: "90 days", expected 24 months'],
  ])('contradicts: %s', (text, expected) => {
    expect(check(text).join('\n')).toContain(expected);
  });
});

describe('features and their plans', () => {
  test.each([
    'Guests are part of Large.',
    'Guests are not included in Small.',
    '|  | Small | Large |\n|---|---|---|\n| Guests | no | yes |',
  ])('agrees: %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    ['Guests are part of Small.', 'Small: guests is said to be there, but begins with Large'],
    ['Guests need Small or above.', 'Small: guests is said to be there, but begins with Large'],
    ['Guests are not included in Large.', 'Large: guests is said to be missing'],
    ['|  | Small | Large |\n|---|---|---|\n| Guests | yes | yes |', 'Small, Guests: "yes"'],
    ['| Feature | Plans |\n|---|---|\n| Guests | Small, Large |', 'Guests: "Small, Large"'],
    ['Guests have a home in Small.', 'Small: guests is said to be there'],
    ['| Plan | Guests |\n|---|---|\n| Large | no |', 'Large, Guests: "no"'],
  ])('contradicts: %s', (text, expected) => {
    expect(check(text).join('\n')).toContain(expected);
  });
});

describe('figures, codes and names', () => {
  test.each([
    ['Wait 25 minutes.', '"25 minutes" is not in the fact sheet'],
    ['It costs $12.', '"$12" is not in the fact sheet'],
    ['It costs €9.', 'another currency'],
    ['You see TF-9999.', 'error code TF-9999 does not exist'],
    ['```\n{"code": "TF-9999"}\n```', '12: kb-x: error code TF-9999 does not exist'],
    ['TF-1401 means that your card was declined.', 'TF-1401 is explained otherwise'],
    ['Sign-in is locked (TF-1003) for 30 minutes.', 'TF-1003: "30 minutes"'],
    ['The weather is fine on TF-1401 days.', 'TF-1401 is about something else'],
    ['The digest comes at 08:00.', 'clock time "08:00"'],
    ['It came on 3 May 2026.', 'date "3 May 2026"'],
    ['You need Timer 5.9.', 'version "Timer 5.9"'],
    ['Write to help@tallyfern.example.', 'address "help@tallyfern.example"'],
    ['Open `Settings > Money`.', 'menu path "Settings > Money"'],
  ])('fails: %s', (text, expected) => {
    expect(check(text).join('\n')).toContain(expected);
  });

  test.each([
    'Sign-in is locked (TF-1003) after wrong passwords, for 20 minutes.',
    'The digest comes at 07:00; Timer 5.8 came on 2 May 2026.',
    'Open `Settings > Billing`, see status.tallyfern.example or brook.tallyfern.example.',
    '```\nsleep 25 minutes for $12\n```',
  ])('passes: %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test('a finding stands at the line of its sentence', () => {
    const found = check('First line of it.\nSecond line. Wait\n25 minutes now.\n\nAnd 26 minutes.');
    expect([...new Set(found.map((message) => message.split(':')[0]))]).toEqual(['12', '15']);
  });
});

describe('the nearest fact', () => {
  const facts = [
    'A magic link for sign-in works once and for 15 minutes.',
    'The lock after wrong passwords lasts 20 minutes.',
    'Reports are at most 30 minutes behind new entries.',
  ].map((fact, index) => ({ area: 'a', id: `a/n${index}`, fact }));
  const sheet: World = { ...world, facts };

  function checkSheet(text: string): string {
    return checkFacts([documentOf(text, 'Signing in')], sheet)
      .map(({ message }) => message)
      .join('\n');
  }

  test('a figure that the sheet gives to another subject fails, the right one passes', () => {
    const wrong = checkSheet('The magic link in the mail works once, for 20 minutes.');
    expect(wrong).toContain('the nearest fact says: A magic link for sign-in');
    expect(checkSheet('The magic link in the mail works once, for 15 minutes.')).toBe('');
    expect(checkSheet('Reports show new entries 30 minutes later at most.')).toBe('');
  });

  test('a plan that the nearest fact does not name fails', () => {
    const fact = 'A trial is the Large plan for 15 minutes without a card.';
    const trial = { ...sheet, facts: [...facts, { area: 'a', id: 'a/t', fact }] };
    const said = (text: string) => checkFacts([documentOf(text, 'Trial')], trial).length;
    expect(said('You try the Large plan for 15 minutes, and give no card.')).toBe(0);
    expect(said('You try the Small plan as a trial for 15 minutes, with a card later.')).toBe(1);
  });

  test('a code that stands in the explanation of another code fails', () => {
    const wrong = checkSheet(
      'The invoice number is already used (TF-1003). Raise the next number.',
    );
    expect(wrong).toContain('TF-1003 stands where the sheet says TF-1401');
    const right = checkSheet(
      'The invoice number is already used (TF-1401). Raise the next number.',
    );
    expect(right).toBe('');
  });
});
