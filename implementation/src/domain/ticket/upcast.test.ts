import { describe, expect, it } from 'vitest';
import type { AnyEvent } from './events.ts';
import { eventTypes } from './events.ts';
import { upcast, upcasters } from './upcast.ts';

/** A made-up type that has had three schemas: `name`, then `names`, then `people`. */
const current = { 'guest.invited': 3 };
const table = {
  'guest.invited': {
    1: (data: unknown) => ({ names: [(data as { name: string }).name] }),
    2: (data: unknown) => ({
      people: (data as { names: string[] }).names.map((name) => ({ name })),
    }),
  },
};

const invited = (version: number, data: unknown): AnyEvent => ({
  id: 'event-1',
  type: 'guest.invited',
  version,
  time: 1,
  actor: { kind: 'person' },
  data,
  causedBy: null,
});

describe('upcasting', () => {
  it('leads data from any earlier schema to the current one, step by step', () => {
    const expected = invited(3, { people: [{ name: 'Ada' }] });
    expect(upcast(invited(1, { name: 'Ada' }), table, current)).toEqual(expected);
    expect(upcast(invited(2, { names: ['Ada'] }), table, current)).toEqual(expected);
  });

  it('changes nothing about the stored event', () => {
    const stored = Object.freeze(invited(1, Object.freeze({ name: 'Ada' })));
    upcast(stored, table, current);
    expect(stored).toEqual(invited(1, { name: 'Ada' }));
  });

  it('leaves alone what is current, newer, unknown, or without a way to the current schema', () => {
    for (const version of [3, 4]) {
      const event = invited(version, {});
      expect(upcast(event, table, current)).toBe(event);
    }
    const unknown = { ...invited(1, {}), type: 'poll.opened' };
    expect(upcast(unknown, table, current)).toBe(unknown);
    const stuck = invited(1, { name: 'Ada' });
    expect(upcast(stuck, { 'guest.invited': { 2: (data) => data } }, current)).toBe(stuck);
  });

  it('has a step for every schema version that is no longer written', () => {
    const missing = Object.entries(eventTypes).flatMap(([type, { version }]) =>
      Array.from({ length: version - 1 }, (_, index) => index + 1)
        .filter((old) => !upcasters[type]?.[old])
        .map((old) => `${type} ${old}`),
    );
    expect(missing).toEqual([]);
  });
});
