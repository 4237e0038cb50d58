import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { verifies } from '#src/testing/verifies.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createJsonLogger, errorFields, type LogLevel } from './logger.ts';

function aLogger(level: LogLevel = 'info') {
  const lines: string[] = [];
  const { redactDeep } = createRedactor();
  const redact = vi.fn((value: unknown) => redactDeep(value));
  const write = (line: string) => void lines.push(line);
  return {
    logger: createJsonLogger({ clock: createVirtualClock(0), level, redact, write }),
    redact,
    lines,
    last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>,
  };
}

describe('what is written', () => {
  test(
    verifies('v0.5.log', 'real part', 'a log line is redacted: message, fields, errors, children'),
    () => {
      const { logger, lines, last } = aLogger();
      const cause = new Error('a@b.example', { cause: new Error('c@d.example') });
      const child = logger.child({ customer: 'a@b.example' }).child({ from: '192.0.2.7' });
      child.log('error', 'No answer to a@b.example', {
        ...errorFields(new Error('refused 4111 1111 1111 1111', { cause })),
        raw: cause,
        authorization: 'swordfish',
        took: 12,
      });
      expect(lines.join()).not.toMatch(/a@b|c@d|4111|swordfish|192\.0/);
      expect(last()).toMatchObject({
        time: '1970-01-01T00:00:00.000Z',
        level: 'error',
        message: 'No answer to [email-1]',
        customer: '[email-1]',
        from: '[ip-1]',
        error: 'refused [card-1]',
        cause: '[email-1]',
        raw: { message: '[email-1]', cause: { message: '[email-2]' } },
        authorization: '[secret-1]',
        took: 12,
      });
      expect(String(last().stack)).toContain('refused [card-1]');
    },
  );

  it('is not looked at below the level', () => {
    const { logger, redact, lines } = aLogger('warn');
    const fields = {
      get costly(): string {
        throw new Error('was read');
      },
    };
    logger.child(fields).log('info', 'nobody asked', fields);
    expect([redact.mock.calls, lines]).toEqual([[], []]);
  });
});

describe('a line', () => {
  it('is one line of printable text that says what was logged, whatever that was', () => {
    const unit = fc.constantFrom(
      ...['a', '"', '\\', '\n', '\r', '\u2028', '\u2029', '\u0085', '\u001b[2J', '\u009b2J'],
      ...['\0', '\u007f', '\u202e', '\u2066', '\ufeff', '\u200b', '\ud800', '😀', '\u{e0001}'],
    );
    const text = fc.string({ unit, maxLength: 30 });
    fc.assert(
      fc.property(text, text, fc.dictionary(text, text), (message, key, fields) => {
        const { logger, lines } = aLogger();
        logger.child({ [`c${key}`]: fields }).log('info', message, { value: message });
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u);
        const { message: logged, value } = JSON.parse(lines[0] ?? '');
        expect([logged, value]).toEqual([message, message]);
      }),
    );
  });

  it('keeps its own time, level and message', () => {
    const { logger, last } = aLogger();
    logger.child({ level: 'debug' }).log('warn', 'a file is broken', { message: 'line 7' });
    expect(last()).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      message: 'a file is broken',
      level_: 'debug',
      message_: 'line 7',
    });
  });

  it('is written though a field cannot be read, or is too much', () => {
    const { logger, last, lines } = aLogger();
    const circle: Record<string, unknown> = { big: 'x'.repeat(5_000_000) };
    circle.self = circle;
    const { proxy, revoke } = Proxy.revocable({}, {});
    const trap = {
      get trap(): string {
        throw new Error('a@b.example');
      },
    };
    revoke();
    logger.child(trap).child({ circle }).log('info', 'still here', { proxy, of: 10n });
    expect(last()).toMatchObject({
      message: 'still here',
      trap: '[unreadable]',
      circle: { self: '[circular]' },
      proxy: '[unreadable]',
      of: '10',
    });
    logger.child(proxy).log('info', 'and here', JSON.parse('{"__proto__":{"a":"b"}}'));
    expect(last()).toMatchObject({ message: 'and here', fields: '[unreadable]' });
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`k${at}`, at]));
    logger.log('info', 'and here too', many);
    expect(last()).toMatchObject({ message: 'and here too', k0: 0 });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1_000_000);
  });
});

test('an error that cannot be read is named', () => {
  expect(errorFields(Object.create(null))).toEqual({
    error: 'something was thrown that cannot be read',
  });
  expect(errorFields('just a text')).toEqual({ error: 'just a text' });
});
