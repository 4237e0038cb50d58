import { describe, expect, it } from 'vitest';
import { createRedactor } from './create-redactor.ts';

const redactor = createRedactor();
const deep = (value: unknown) => redactor.redactDeep(value);

describe('redactDeep', () => {
  it('redacts texts, keys and numbers, and keeps the rest', () => {
    expect(
      deep({
        to: ['a@b.example', 'b@b.example'],
        'a@b.example': true,
        card: 4111111111111111,
        count: 3,
        at: new Date(0),
        none: null,
        nested: { text: 'from 192.0.2.7' },
      }),
    ).toEqual({
      to: ['[email-1]', '[email-2]'],
      '[email-1]': true,
      card: '[card-1]',
      count: 3,
      at: '1970-01-01T00:00:00.000Z',
      none: null,
      nested: { text: 'from [ip-1]' },
    });
  });

  it('takes the word of field names for secrets and names', () => {
    expect(
      deep({ password: 'swordfish', clientSecret: 'x', api_key: 7, firstName: 'ada', name: 'x' }),
    ).toEqual({
      password: '[secret-1]',
      clientSecret: '[secret-2]',
      api_key: '[secret-3]',
      firstName: '[name-1]',
      name: 'x',
    });
  });

  it('takes numbers for cards, and in fields of people for what the field says', () => {
    expect(
      deep({ card: 4111111111111111, phone: 4930901820, ssn: 123456789, birthday: '1980-03-12' }),
    ).toEqual({
      card: '[card-1]',
      phone: '[phone-1]',
      ssn: '[ssn-1]',
      birthday: '[birth-date-1]',
    });
    expect(deep({ tookNs: 8123456789, at: 1764104074123, size: 20_000_000_000 })).toEqual({
      tookNs: 8123456789,
      at: 1764104074123,
      size: 20_000_000_000,
    });
  });

  it('hides a secret as a whole, whatever else stands in it', () => {
    expect(deep({ password: 'my a@b.example 1', authorization: 'Bearer x' })).toEqual({
      password: '[secret-1]',
      authorization: '[secret-2]',
    });
    expect(deep(deep({ token: 'x' }))).toEqual({ token: '[secret-1]' });
  });

  it('opens maps, sets, errors and URLs, and counts bytes', () => {
    const error = new Error('no a@b.example', { cause: new TypeError('nor c@d.example') });
    const copy = deep({
      map: new Map([['k', 'a@b.example']]),
      set: new Set(['a@b.example']),
      url: new URL('https://u:pass@h.example/'),
      bytes: new Uint8Array(5),
      error,
    });
    expect(copy).toMatchObject({
      map: [['k', '[email-1]']],
      set: ['[email-1]'],
      url: 'https://[credentials-1]@h.example/',
      bytes: '[5 bytes]',
      error: { name: 'Error', message: 'no [email-1]', cause: { message: 'nor [email-2]' } },
    });
    expect(JSON.stringify(copy)).not.toMatch(/@b\.|@d\.|pass/);
  });

  it('names cycles, depth, size and what cannot be read instead of failing', () => {
    const circle: Record<string, unknown> = { name: 'x' };
    circle.self = circle;
    expect(deep(circle)).toEqual({ name: 'x', self: '[circular]' });
    let tower: unknown = 'a@b.example';
    for (let level = 0; level < 5_000; level += 1) tower = [tower];
    expect(JSON.stringify(deep(tower))).toContain('[too deep]');
    const list = deep(Array.from({ length: 50_000 }, () => 'a@b.example')) as unknown[];
    expect(list.length).toBeLessThanOrEqual(2_001);
    expect(list.at(-1)).toBe('[too many values]');
    expect(deep(['a'.repeat(90_000), `${'a'.repeat(20_000)} a@b.example`, 'end'])).toEqual([
      'a'.repeat(90_000),
      '[20012 characters]',
      'end',
    ]);
    const broken = {
      get trap(): string {
        throw new Error('a@b.example');
      },
      fine: 1,
    };
    expect(deep(broken)).toEqual({ trap: '[unreadable]', fine: 1 });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(deep([proxy, () => 1, Symbol('a@b.example'), 10n])).toEqual([
      '[unreadable]',
      '[function]',
      '[symbol]',
      '10',
    ]);
  });

  it('copies a field called __proto__ without changing the copy', () => {
    const copy = deep(JSON.parse('{"__proto__": {"admin": "a@b.example"}}')) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":"[email-1]"}}');
  });

  it('shares the placeholders of the session, and shows nothing of it', () => {
    const session = redactor.session();
    redactor.redact('b@b.example', session);
    const copy = redactor.redactDeep({ mail: 'a@b.example', session }, session);
    expect(copy).toEqual({ mail: '[email-2]', session: undefined });
    expect(session.restore('[email-2]')).toBe('a@b.example');
  });
});
