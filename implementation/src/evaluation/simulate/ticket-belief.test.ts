import { expect, test } from 'vitest';
import type { SeenEvent } from './desk-door.ts';
import { beliefOf } from './ticket-belief.ts';

const terms = { silenceDays: 3, durableDays: 7 };
const dayMs = 86_400_000;

type Told = readonly [day: number, type: string, data?: Record<string, unknown>, actor?: string];

const asked = (day: number): Told => [day, 'message.received', {}, 'customer'];
const answered = (day: number): Told => [
  day,
  'reply.posted',
  { citations: [{ articleId: 'article' }] },
];
const chatted = (day: number): Told => [day, 'reply.posted', { citations: [] }];
const askedBack = (day: number): Told => [
  day,
  'reply.posted',
  { citations: [], options: [{ articleId: 'article' }] },
];
const confirmed = (day: number): Told => [
  day,
  'status.changed',
  { status: 'resolved', resolution: 'confirmed' },
];

/** What the desk writes once the silence was long enough. */
const assumed = (day: number): Told => [
  day,
  'status.changed',
  { status: 'resolved', resolution: 'assumed' },
  'system',
];

function believe(now: number, ...told: readonly Told[]) {
  const events: SeenEvent[] = told.map(([day, type, data = {}, actor = 'agent'], index) => ({
    id: `event-${index}`,
    type,
    time: day * dayMs,
    actor,
    data,
  }));
  return beliefOf(events, now * dayMs, terms);
}

test('thanks confirm, and last when nothing follows', () => {
  const log = [asked(0), answered(0), asked(1), chatted(1), confirmed(1)];
  expect(believe(2, ...log)).toEqual({
    answeredAlone: true,
    resolution: 'confirmed',
    durable: false,
    reopened: false,
  });
  expect(believe(8, ...log).durable).toBe(true);
});

test('silence after an answer counts once it was long enough', () => {
  expect(believe(2.9, asked(0), answered(0)).resolution).toBeNull();
  expect(believe(3, asked(0), answered(0), assumed(3))).toMatchObject({
    resolution: 'assumed',
    durable: false,
  });
  expect(believe(10, asked(0), answered(0), assumed(3)).durable).toBe(true);
});

test('silence after small talk resolves nothing', () => {
  expect(believe(99, asked(0), chatted(0))).toMatchObject({
    answeredAlone: true,
    resolution: null,
    durable: false,
  });
});

test('a question back answers nothing, and what is chosen then does', () => {
  const log = [asked(0), askedBack(0)];
  const nothing = { answeredAlone: false, resolution: null, durable: false, reopened: false };
  expect(believe(99, ...log)).toEqual(nothing);
  const chosen = [...log, asked(1), answered(1)];
  expect(believe(2, ...chosen)).toMatchObject({ answeredAlone: true, resolution: null });
  expect(believe(5, ...chosen, assumed(4)).resolution).toBe('assumed');
});

test('who comes back takes a resolution back, a silent one too', () => {
  const back = [asked(0), answered(0), assumed(3), asked(5)];
  expect(believe(99, ...back)).toMatchObject({ resolution: null, reopened: true });
  expect(believe(99, ...back, answered(5), assumed(8))).toMatchObject({
    resolution: 'assumed',
    durable: true,
    reopened: true,
  });
  // Before the time of silence was over there was nothing to take back.
  expect(believe(99, asked(0), answered(0), asked(2), answered(2)).reopened).toBe(false);
});

test('what people had is no resolution of the agent', () => {
  const log = [asked(0), answered(0), asked(1), [1, 'ticket.escalated'] as const];
  expect(believe(99, ...log)).toMatchObject({ answeredAlone: false, resolution: null });
  const byPerson: Told = [1, 'reply.posted', { citations: [] }, 'person'];
  expect(believe(99, asked(0), byPerson).answeredAlone).toBe(false);
});
