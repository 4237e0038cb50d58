import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { nothingCarried } from '#src/hosts/carried.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import { type ImportingDeskOptions, openImportingDesk } from '#src/testing/importing-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { importFile } from './import-file.ts';

const row = (id: number, body: string) =>
  `{"id":${id},"body":"${body}","customer":{"email":"a@x"}}`;
const mail = (id: string, answers = '') =>
  `From: ada@example.com\nMessage-ID: <${id}>\n${answers}Subject: S\n\nText of ${id}\n`;
const none = { opened: 0, added: 0, known: 0, failed: 0 };

function openCase(options: Partial<ImportingDeskOptions> = {}) {
  const incoming = createInMemoryIncomingFiles();
  const logger = createRecordingLogger();
  const desk = openImportingDesk({ incoming, logger, ...options });
  const drop = (name: string, text: string, tenant = 'default') =>
    incoming.drop({ tenant, name }, Buffer.from(text));
  const call = (name: string, tenant = 'default') =>
    desk.host.call({ key: `default/${name}` }, { ...nothingCarried, tenant });
  return { ...desk, logger, drop, call };
}

/** A log that fails at the command of that number, from 1, and works again afterwards. */
function failsAt(number: number, error: Error) {
  let commands = 0;
  return (own: TicketLog): Partial<TicketLog> => ({
    execute: async (...command) => {
      commands += 1;
      if (commands === number) throw error;
      return own.execute(...command);
    },
  });
}

describe('a file that was dropped', () => {
  it('becomes tickets, and an answer goes to the ticket that it answers', async () => {
    const { drop, call, messages } = openCase();
    const date = 'From a Thu Nov 24 18:22:48 2026\n';
    const texts = [mail('one'), mail('two'), mail('three', 'In-Reply-To: <one>\n')];
    drop('all.mbox', texts.map((text) => `${date}${text}\n`).join(''));
    expect(await call('all.mbox')).toEqual({ ...none, opened: 2, added: 1 });
    drop('one.eml', mail('one'));
    expect(await call('one.eml')).toEqual({ ...none, known: 1 });
    expect((await messages()).sort()).toEqual([1, 2]);
  });

  it('changes nothing when it is called for again, also at the same time', async () => {
    const { drop, call, messages } = openCase();
    drop('rows.jsonl', [row(1, 'one'), row(2, 'two')].join('\n'));
    const both = await Promise.all([call('rows.jsonl'), call('rows.jsonl')]);
    const counts = both as (typeof none)[];
    expect(counts.reduce((sum, { opened }) => sum + opened, 0)).toBe(2);
    expect(await call('rows.jsonl')).toEqual({ ...none, known: 2 });
    expect(await messages()).toEqual([1, 1]);
  });

  it('may hold broken messages, which are counted, logged, and keep no others out', async () => {
    const { drop, call, messages, logger } = openCase();
    drop('rows.jsonl', [row(1, 'one'), '{"body":', '{}', row(2, 'two')].join('\n'));
    expect(await call('rows.jsonl')).toEqual({ ...none, opened: 2, failed: 2 });
    expect(await messages()).toEqual([1, 1]);
    const line = { level: 'warn', code: 'invalid_argument', tenant: 'default' };
    expect(logger.lines).toMatchObject([
      { ...line, where: 'rows.jsonl:2' },
      { ...line, where: 'rows.jsonl:3' },
    ]);
  });

  it('is refused where nothing of it can be read', async () => {
    const { drop, call, messages } = openCase({ limitBytes: 100 });
    const refusal = { code: 'invalid_argument', retryable: false };
    const bad = {
      'a.eml': 'junk',
      'b.mbox': 'junk',
      'c.jsonl': '{\n[',
      'd.pdf': '%',
      'e.mbox': '',
    };
    for (const [name, text] of Object.entries(bad)) {
      drop(name, text);
      await expect(call(name), name).rejects.toMatchObject(refusal);
    }
    const why = 'No message of the file could be read. c.jsonl:1: The line is not valid JSON.';
    await expect(call('c.jsonl')).rejects.toMatchObject({ message: why });
    drop('f.jsonl', row(1, 'x'.repeat(100)));
    await expect(call('f.jsonl')).rejects.toMatchObject({ code: 'too_large', retryable: false });
    await expect(call('none.eml')).rejects.toMatchObject({ code: 'not_found' });
    await expect(call('f.jsonl', 'other')).rejects.toMatchObject({ code: 'permission_denied' });
    expect(await messages()).toEqual([]);
  });
});

describe('where the desk fails meanwhile', () => {
  const rows = [row(1, 'one'), row(2, 'two'), row(3, 'three')].join('\n');

  it('for a while, the call fails, and the next one ends what this one began', async () => {
    const away = new SupportError('unavailable', 'The store is away.');
    const { drop, call, messages } = openCase({ faults: failsAt(2, away) });
    drop('rows.jsonl', rows);
    await expect(call('rows.jsonl')).rejects.toBe(away);
    expect(await messages()).toEqual([1]);
    expect(await call('rows.jsonl')).toEqual({ ...none, known: 1, opened: 2 });
  });

  it('at one message, the others are taken in, and the call is to be repeated', async () => {
    const { drop, call, messages } = openCase({ faults: failsAt(2, new TypeError('a bug')) });
    drop('rows.jsonl', rows);
    await expect(call('rows.jsonl')).rejects.toMatchObject({ code: 'internal' });
    expect(await messages()).toEqual([1, 1]);
    expect(await call('rows.jsonl')).toEqual({ ...none, known: 2, opened: 1 });
  });

  it('a message that it refuses is one that failed', async () => {
    const full = new SupportError('conflict', 'The ticket is closed.');
    const { drop, call, messages } = openCase({ faults: failsAt(2, full) });
    drop('rows.jsonl', rows);
    expect(await call('rows.jsonl')).toEqual({ ...none, opened: 2, failed: 1 });
    expect(await messages()).toEqual([1, 1]);
  });

  it('by being told to stop, or by its time, it begins no further message', async () => {
    const stopping = new AbortController();
    const stopAtSecond = (own: TicketLog): Partial<TicketLog> => ({
      execute: async (...command) => {
        stopping.abort();
        return own.execute(...command);
      },
    });
    const late = { code: 'deadline_exceeded', retryable: true };
    const stopped = openCase({ faults: stopAtSecond, stopping: stopping.signal });
    stopped.drop('rows.jsonl', rows);
    await expect(stopped.call('rows.jsonl')).rejects.toMatchObject(late);
    expect(await stopped.messages()).toEqual([1]);

    const { drop, host, messages, clock } = openCase();
    drop('rows.jsonl', rows);
    const carried = { ...nothingCarried, deadline: clock.now() };
    await expect(host.call({ key: 'default/rows.jsonl' }, carried)).rejects.toMatchObject(late);
    expect(await messages()).toEqual([]);
  });

  it('needs to be said what file it is about', async () => {
    const { host } = openCase();
    for (const input of [undefined, {}, { key: 5 }, { key: 'a/b', more: 1 }, { key: 'nothing' }]) {
      const refused = host.call(input, nothingCarried);
      await expect(refused).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    expect(importFile.needs).toEqual({
      incomingFiles: 'read',
      eventLog: 'append',
      stepResultStore: 'write',
    });
  });
});
