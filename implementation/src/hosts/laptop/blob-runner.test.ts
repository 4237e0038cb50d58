import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { IncomingFilesDriver } from '#src/ports/incoming-files/driver.ts';
import { createFileIncomingFiles } from '#src/ports/incoming-files/drivers/files.ts';
import { startChild } from '#src/testing/child-process.ts';
import { openImportingDesk } from '#src/testing/importing-desk.ts';
import { createRecordingLogger, createRecordingMetrics } from '#src/testing/recorders.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { BlobRunner } from './blob-runner.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-dropped-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const row = (id: number) => `{"id":${id},"body":"row ${id}","customer":{"email":"a@x"}}`;
const lookMs = 2_000;
const away = new SupportError('unavailable', 'The store is away.');

interface Case {
  readonly faults?: (own: TicketLog) => Partial<TicketLog>;
  readonly incoming?: (own: IncomingFilesDriver) => IncomingFilesDriver;
}

/** A runner at work on a real folder, by a clock that stands still. */
async function openRunner({ faults = () => ({}), incoming = (own) => own }: Case = {}) {
  const directory = aFolder();
  const own = createVirtualClock();
  let looks = 0;
  const clock = {
    ...own,
    sleep: (delayMs: number, signal?: AbortSignal) => {
      // It sleeps so long when a look is over.
      if (delayMs === lookMs) looks += 1;
      return own.sleep(delayMs, signal);
    },
  };
  const looked = async (times: number) => {
    while (looks < times) await nextTurn();
  };
  const logger = createRecordingLogger();
  const metrics = createRecordingMetrics();
  const driver = incoming(createFileIncomingFiles({ directory, clock }));
  const { host, files, newId, messages } = openImportingDesk({
    incoming: driver,
    clock,
    logger,
    faults,
  });
  const random = () => 0;
  const tenants = ['default', 'other'];
  const runner = new BlobRunner({ host, files, tenants, clock, random, newId, logger, metrics });
  await runner.start();
  await looked(1);
  const stop = async () => runner.stop();
  ends.unshift(stop);
  const drop = (path: string, text: string) => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  /** Lets time pass, look by look. */
  const pass = async (timeMs: number) => {
    for (let passed = 0; passed < timeMs; passed += lookMs) {
      const before = looks;
      await clock.advance(lookMs);
      await looked(before + 1);
      await runner.settled();
    }
  };
  const at = (path: string) => {
    const folder = join(directory, path);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  };
  const reasonOf = (path: string) =>
    JSON.parse(readFileSync(join(directory, `.refused/${path}.why.json`), 'utf8'));
  return { clock, runner, drop, pass, at, reasonOf, messages, logger, metrics, stop };
}

describe('a file that is dropped into the folder', () => {
  it('becomes tickets of its tenant and is put away', async () => {
    const { drop, pass, at, messages, logger } = await openRunner();
    drop('rows.jsonl', `${row(1)}\n${row(2)}`);
    drop('other/rows.jsonl', row(1));
    await pass(6_000);
    expect(await messages()).toEqual([1, 1, 1]);
    expect(at('')).toEqual(['.imported', 'default', 'other']);
    expect([at('default'), at('other')]).toEqual([[], []]);
    expect([at('.imported/default'), at('.imported/other')]).toEqual([
      ['rows.jsonl'],
      ['rows.jsonl'],
    ]);
    const told = logger.lines.map(({ level, tenant, key, opened }) => [level, tenant, key, opened]);
    expect(told.sort()).toEqual([
      ['info', 'default', 'default/rows.jsonl', 2],
      ['info', 'other', 'other/rows.jsonl', 1],
    ]);
  });

  it('is refused where its folder is named after nobody whom the desk serves, and says so', async () => {
    const { drop, pass, at, reasonOf, messages, logger } = await openRunner();
    drop('mails/rows.jsonl', row(1));
    await pass(8_000);
    expect(await messages()).toEqual([]);
    expect([at('mails'), at('.refused/mails')]).toEqual([
      [],
      ['rows.jsonl', 'rows.jsonl.why.json'],
    ]);
    const why = reasonOf('mails/rows.jsonl');
    expect(why).toMatchObject({ tenant: 'mails', code: 'not_found' });
    expect(why.message).toContain('serves the tenant "default", "other"');
    const told = { level: 'warn', code: 'not_found', key: 'mails/rows.jsonl', error: why.message };
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ ...told, message: 'a file was refused' }),
    );
  });

  it('again under its name is another file, whose messages are known', async () => {
    const { drop, pass, at, messages } = await openRunner();
    for (const text of [row(1), `${row(1)}\n${row(2)}`]) {
      drop('rows.jsonl', text);
      await pass(6_000);
    }
    expect(await messages()).toEqual([1, 1]);
    expect(at('.imported/default')).toEqual(['rows.2.jsonl', 'rows.jsonl']);
  });

  it('and cannot be read is refused at once, with its reason', async () => {
    const { drop, pass, at, reasonOf, messages, metrics } = await openRunner();
    drop('report.pdf', '%PDF');
    drop('good.jsonl', row(1));
    await pass(8_000);
    expect(at('.refused/default')).toEqual(['report.pdf', 'report.pdf.why.json']);
    expect(reasonOf('default/report.pdf')).toMatchObject({
      code: 'invalid_argument',
      message: 'Only .eml, .mbox and .jsonl files are read.',
      file: 'report.pdf',
    });
    expect(await messages()).toEqual([1]);
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles buried')).toBe(1);
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles sent')).toBe(2);
  });
});

describe('a file whose import fails', () => {
  /** A log that is away for the first commands. */
  const failing = (times: number) => {
    let commands = 0;
    return (own: TicketLog): Partial<TicketLog> => ({
      execute: async (...command) => {
        commands += 1;
        if (commands <= times) throw away;
        return own.execute(...command);
      },
    });
  };

  it('is tried again later, is not begun twice, and is imported in the end', async () => {
    const { drop, pass, at, messages, metrics } = await openRunner({ faults: failing(2) });
    drop('rows.jsonl', `${row(1)}\n${row(2)}`);
    await pass(10_000);
    expect(at('default')).toEqual(['rows.jsonl']);
    await pass(60_000);
    expect(await messages()).toEqual([1, 1]);
    expect(at('.imported/default')).toEqual(['rows.jsonl']);
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles sent')).toBe(1);
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles retried')).toBe(2);
  });

  it('each time is refused after its last attempt, with what that failed with', async () => {
    const { drop, pass, at, reasonOf, metrics } = await openRunner({ faults: failing(100) });
    drop('rows.jsonl', row(1));
    await pass(400_000);
    expect(at('.refused/default')).toEqual(['rows.jsonl', 'rows.jsonl.why.json']);
    expect(reasonOf('default/rows.jsonl')).toMatchObject({
      code: 'unavailable',
      message: away.message,
    });
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles delivered')).toBe(5);
  });

  it('and cannot be put away stays, is told once, and is not begun again', async () => {
    const incoming = (own: IncomingFilesDriver): IncomingFilesDriver => ({
      ...own,
      settle: async () => {
        throw new SupportError('permission_denied', 'The desk may not write there.');
      },
    });
    const { drop, pass, at, logger, metrics } = await openRunner({ incoming });
    drop('report.pdf', '%PDF');
    await pass(20_000);
    expect(at('default')).toEqual(['report.pdf']);
    const told = logger.lines.filter(({ message }) => message.includes('put away'));
    expect(told).toMatchObject([{ level: 'error', code: 'permission_denied' }]);
    expect(metrics.counted.get('supportmax_queue_messages_total incomingFiles sent')).toBe(1);
  });
});

it('a folder that cannot be read is told once, and looked at again', async () => {
  let isAway = true;
  const incoming = (own: IncomingFilesDriver): IncomingFilesDriver => ({
    ...own,
    waiting: async (limit) => {
      if (isAway) throw away;
      return own.waiting(limit);
    },
  });
  const { drop, pass, messages, logger } = await openRunner({ incoming });
  drop('rows.jsonl', row(1));
  await pass(10_000);
  expect(logger.lines).toMatchObject([{ level: 'warn', code: 'unavailable' }]);
  isAway = false;
  await pass(6_000);
  expect(await messages()).toEqual([1]);
});

it('a runner that stopped takes nothing more up', async () => {
  const { runner, drop, clock, stop, at } = await openRunner();
  await stop();
  drop('rows.jsonl', row(1));
  await clock.advance(10_000);
  expect(at('')).toEqual(['rows.jsonl']);
  expect(await runner.busy()).toBe(false);
});

it('a process that is killed while it imports leaves nothing twice and nothing out', async () => {
  const [data, folder] = [join(aFolder(), 'data'), aFolder()];
  writeFileSync(join(folder, 'rows.jsonl'), [row(1), row(2), row(3)].join('\n'));
  const file = new URL('../../testing/importing-child.ts', import.meta.url);
  for (const place of ['second message', 'move']) {
    const child = startChild(file, [data, folder, place]);
    try {
      await child.untilLine((line) => line === 'reached');
    } finally {
      await child.kill();
    }
    expect(existsSync(join(folder, 'default', 'rows.jsonl'))).toBe(true);
    expect(existsSync(join(folder, '.imported'))).toBe(false);
  }
  const last = startChild(file, [data, folder]);
  try {
    const taken = await last.untilLine((line) => line.startsWith('a file was taken in'));
    expect(taken).toContain('"opened":0,"added":0,"known":3,"failed":0');
    expect(await last.untilLine((line) => line.startsWith('tickets'))).toBe('tickets [1,1,1]');
  } finally {
    await last.kill();
  }
  expect(readdirSync(join(folder, '.imported/default'))).toEqual(['rows.jsonl']);
  expect(readdirSync(join(folder, 'default'))).toEqual([]);
}, 120_000);
