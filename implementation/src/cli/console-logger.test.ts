import { describe, expect, it, vi } from 'vitest';
import type { LogLevel } from '#src/foundation/logger.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { hostServices } from './compose-version.ts';
import { createConsoleLogger } from './console-logger.ts';

function aConsole(level: LogLevel = 'info') {
  const lines: string[] = [];
  const logger = createConsoleLogger({
    clock: createVirtualClock(),
    level,
    redact: (value) => JSON.parse(JSON.stringify(value).replaceAll('ada@example.com', '[email]')),
    write: (line) => void lines.push(line.replace('\r\u001b[2K', '')),
  });
  return { logger, lines };
}

describe('the log at a terminal', () => {
  it('is one readable line for what warns or failed, redacted and without a stack', () => {
    const { logger, lines } = aConsole();
    logger.log('info', 'interaction', { question: 'How?' });
    const told = { key: 'default/a.pdf', tenant: 'default', code: 'invalid_argument' };
    logger.log('warn', 'a file was refused', { ...told, error: 'Not read.\nNothing of it.' });
    const wrong = new SupportError('unavailable', 'ada@example.com is away.', {
      cause: new Error('ECONNREFUSED'),
    });
    logger.child({ port: 'x' }).log('error', 'a store was gone', errorFields(wrong));
    expect(lines).toEqual([
      '  ! a file was refused (default/a.pdf): invalid_argument: Not read. Nothing of it.\n',
      '  ✗ a store was gone: unavailable: [email] is away.: ECONNREFUSED\n',
    ]);
  });

  it('tells each failure once', () => {
    const { logger, lines } = aConsole();
    const failed = { code: 'unavailable', error: 'Away.' };
    logger.log('warn', 'a function failed', { function: 'import-file', ...failed });
    logger.log('warn', 'a function failed', { function: 'sweep', ...failed });
    const dead = 'a message was refused and is a dead letter';
    logger.child({ queue: 'incomingFiles' }).log('error', dead, failed);
    logger.child({ queue: 'journeyQueue' }).log('error', dead, failed);
    expect(lines).toEqual([
      '  ! a function failed: unavailable: Away.\n',
      `  ✗ ${dead}: unavailable: Away.\n`,
    ]);
  });

  it.each([
    ['at a terminal', { isTerminal: true }, '  ! a warning\n'],
    ['elsewhere', { isTerminal: false }, '"message":"a warning"}'],
    ['where a level was asked for', { isTerminal: true, askedLevel: 'info' }, '"a warning"}'],
  ] as const)('is what a process gets %s', (_, options, expected) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { signal: stopping } = new AbortController();
    try {
      const services = hostServices({ logLevel: 'info', stopping, progress: () => {}, ...options });
      services.logger.log('warn', 'a warning');
      expect(String(written.mock.calls.at(-1)?.[0])).toContain(expected);
    } finally {
      written.mockRestore();
    }
  });

  it('is silent about warnings where only errors are wanted', () => {
    const { logger, lines } = aConsole('error');
    logger.log('warn', 'a warning');
    logger.log('error', 'an error');
    expect(lines).toEqual(['  ✗ an error\n']);
  });
});
