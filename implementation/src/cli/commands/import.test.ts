import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketResource } from '#src/api/schemas.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { HttpServer } from '#src/hosts/laptop/http-server.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { DataDirectory } from '#src/platforms/local/data-directory.ts';
import { openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { clientOf } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { DataFolders, supportmax } from '#src/testing/api/started-desk.ts';
import { ask } from './ask.ts';
import { importMessages } from './import.ts';

/** A desk runs on this data; the commands find it there and ask it. */
const folder = mkdtempSync(join(tmpdir(), 'supportmax-import-'));
const dataPath = join(folder, 'data');
let desk: MemoryDesk;
let server: HttpServer;
let data: DataDirectory;

beforeAll(async () => {
  desk = await openMemoryDesk();
  const { fetch } = desk;
  server = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
  data = openDataDirectory(dataPath);
  data.publishAddress(server.url);
});
afterAll(async () => {
  data.release();
  await server.close(0);
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
  expect(desk.errors).toEqual([]);
});

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function run(command: typeof ask, args: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const exitCode = await command.run([...args, '--data', dataPath], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    environment: {},
  });
  return { exitCode, stdout, stderr };
}

interface Report {
  readonly opened: number;
  readonly added: number;
  readonly known: number;
  readonly failed: number;
  readonly messages: readonly {
    readonly where: string;
    readonly outcome: string;
    readonly journey?: string;
    readonly ticket?: TicketResource;
    readonly error?: { readonly code: string; readonly message: string };
  }[];
}

async function importJson(...files: string[]) {
  const { exitCode, stdout } = await run(importMessages, [...files, '--json']);
  expect(stdout.endsWith('\n') && stdout.trim().split('\n')).toHaveLength(1);
  return { exitCode, report: JSON.parse(stdout) as Report };
}

const countTickets = async () =>
  ((await clientOf(desk.fetch)('/v1/metrics')).json as { tickets: number }).tickets;

const mail = (id: string, headers: readonly string[] = [], body = 'I want to talk to a person') =>
  [`Message-ID: <${id}@example.com>`, 'Subject: Case', ...headers, '', body].join('\r\n');
const fromAda = 'From: Ada <ada@example.com>';

describe('import', () => {
  it('takes mails, mailboxes and rows in, and the same ones once', async () => {
    const date = 'Thu Nov 24 18:22:48 2026';
    const files = [
      write('one.eml', mail('one', [fromAda])),
      write(
        'two.mbox',
        `From a ${date}\n${mail('two', [fromAda])}\n\nFrom b ${date}\n${mail('three')}`,
      ),
      write('rows.jsonl', '{"id":"1","body":"How do I export?"}\n{"id":"2","body":"Hello"}\n'),
    ];
    const before = await countTickets();
    const first = await importJson(...files);
    expect(first).toMatchObject({
      exitCode: 0,
      report: { opened: 5, added: 0, known: 0, failed: 0 },
    });
    expect(first.report.messages.map(({ where }) => where)).toEqual([
      'one.eml',
      'two.mbox message 1',
      'two.mbox message 2',
      'rows.jsonl:1',
      'rows.jsonl:2',
    ]);
    expect(await countTickets()).toBe(before + 5);
    for (const again of [files, files.toReversed(), [folder]]) {
      const { exitCode, report } = await importJson(...again);
      expect({ exitCode, report }).toMatchObject({ exitCode: 0, report: { opened: 0, known: 5 } });
    }
    expect(await countTickets()).toBe(before + 5);
    const known = (await importJson(...files)).report.messages;
    const ids = (messages: Report['messages']) => messages.map(({ ticket }) => ticket?.id);
    expect(ids(known)).toEqual(ids(first.report.messages));
  });

  it('puts an answer into its ticket, and a stranger who names one into another', async () => {
    const files = [
      write('a-question.eml', mail('question', [fromAda])),
      write('b-answer.eml', mail('answer', [fromAda, 'In-Reply-To: <question@example.com>'])),
      write(
        'c-later.eml',
        mail('later', [fromAda, 'References: <none@x> <question@example.com>\r\n <gone@x>']),
      ),
      write(
        'd-stranger.eml',
        mail('stranger', ['From: eve@example.com', 'In-Reply-To: <question@example.com>']),
      ),
      write('e-nobody.eml', mail('nobody', ['In-Reply-To: <question@example.com>'])),
    ];
    const { report } = await importJson(...files);
    expect(report.messages.map(({ outcome }) => outcome)).toEqual([
      'opened',
      'added',
      'added',
      'opened',
      'opened',
    ]);
    const [question, answer, later, stranger, nobody] = report.messages.map(
      (one) => one.ticket?.id,
    );
    expect([answer, later]).toEqual([question, question]);
    expect(new Set([question, stranger, nobody]).size).toBe(3);
  });

  it('lets no machine be answered', async () => {
    const machines = [
      ['auto.eml', 'Auto-Submitted: auto-replied'],
      ['list.eml', 'List-Id: <news.example.com>'],
      ['bounce.eml', 'Return-Path: <>'],
    ];
    const files = machines.map(([name = '', header = '']) =>
      write(name, mail(name, [fromAda, header], 'How do I export my tasks?')),
    );
    const { report } = await importJson(...files);
    expect(report.messages.map(({ journey }) => journey)).toEqual(Array(3).fill('stood_back'));
    await desk.composition.settled();
    for (const { ticket } of report.messages) {
      const { json } = await clientOf(desk.fetch)(`/v1/tickets/${ticket?.id}`);
      const { events } = json as { events: { type: string }[] };
      expect(events.map(({ type }) => type)).toEqual(['ticket.opened', 'message.received']);
    }
  });

  it('names what failed with its code, takes the rest in, and ends with 1', async () => {
    const files = [
      write('broken.eml', 'no mail at all'),
      write('empty.eml', ''),
      write('png.eml', Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'latin1')),
      join(folder, 'missing.eml'),
      write('notes.txt', 'x'),
      write(
        'mixed.jsonl',
        '{"body":"fine"}\n{"body":"bad \\u0000"}\n{"body":"x","customer":{"email":"none"}}\n{\n',
      ),
      write('fine.eml', mail('fine', [fromAda])),
    ];
    const { exitCode, report } = await importJson(...files);
    expect([exitCode, report.opened, report.failed]).toEqual([1, 2, 8]);
    expect(report.messages.map(({ error, outcome }) => error?.code ?? outcome)).toEqual([
      'invalid_argument',
      'invalid_argument',
      'invalid_argument',
      'not_found',
      'invalid_argument',
      'opened',
      'invalid_argument',
      'invalid_argument',
      'invalid_argument',
      'opened',
    ]);
    const { exitCode: code, stdout } = await run(importMessages, files);
    const lines = stdout.trimEnd().split('\n');
    expect([code, lines.length]).toEqual([1, 11]);
    expect(lines[0]).toMatch(/^failed {2}broken\.eml: invalid_argument: .+/);
    expect(lines.at(-1)).toBe('0 opened, 0 added to a ticket, 2 known already, 8 failed');
    expect(stdout).not.toMatch(/\n\s+at |node_modules/);
  });

  it('says which files of a folder it left out, and that is no failure', async () => {
    const some = join(folder, 'some');
    mkdirSync(join(some, '.hidden'), { recursive: true });
    write('some/one.eml', mail('folder', [fromAda]));
    for (const name of ['notes.txt', 'report.pdf', '.DS_Store', '.hidden/x']) {
      write(`some/${name}`, 'x');
    }
    const first = await importJson(some);
    const skipped = [join(some, 'notes.txt'), join(some, 'report.pdf')];
    expect(first).toMatchObject({ exitCode: 0, report: { opened: 1, failed: 0, skipped } });
    const { exitCode, stdout, stderr } = await run(importMessages, [some]);
    expect(exitCode).toBe(0);
    const why = 'only .eml, .mbox and .jsonl files are read';
    for (const path of skipped) expect(stderr).toContain(`skipped ${path}: ${why}\n`);
    expect(stdout).toMatch(/1 known already, 0 failed, 2 skipped\n$/);
  });

  it('takes in whatever a mail may hold', async () => {
    const odd = [
      mail(
        'html',
        [fromAda, 'Content-Type: text/html'],
        '<script>x</script><p>The export fails</p>',
      ),
      mail('none', [fromAda], ''),
      mail('emoji', [fromAda, `Subject: ${'🐝'.repeat(700)}`], '🐝'),
      mail('control', [fromAda], 'a\x00b\x1b[31mc'),
      mail('long', [fromAda], 'long '.repeat(500_000)),
      mail('japanese', [fromAda], '語\n'.repeat(900_000)),
      mail('quotes', [fromAda], '"\\\n'.repeat(600_000)),
      mail('sender', ['From: "<script>" <a"b@example.com>'], 'x'),
      mail(`${'x'.repeat(3000)}`, [fromAda], 'x'),
    ];
    const files = odd.map((text, index) => write(`odd-${index}.eml`, text));
    const { exitCode, report } = await importJson(...files);
    expect(report.messages.filter(({ outcome }) => outcome !== 'opened')).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

/** The commands find a desk that says this to everything. */
async function whereTheDeskSays(said: object, action: () => Promise<void>) {
  const fetch = async () => Response.json(said);
  const other = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
  try {
    data.publishAddress(other.url);
    await action();
  } finally {
    data.publishAddress(server.url);
    await other.close(0);
  }
}

describe('ask', () => {
  const said = {
    reply: 'Here.',
    status: 'answered',
    confidence: 0.9,
    conversationId: 'c-1',
    receipt: { steps: [{ name: 'screen', outcome: 'clean', millis: 1 }] },
  };

  it('names an article once, however often it is quoted', async () => {
    const [article] = desk.content.articles;
    if (!article) throw new Error('the desk knows nothing');
    const quoted = { articleId: article.id, title: article.title, url: `/articles/${article.id}` };
    const citations = ['one', 'two'].map((quote) => ({ ...quoted, quote }));
    await whereTheDeskSays({ ...said, citations }, async () => {
      const { stdout } = await run(ask, ['How?']);
      expect(stdout.split(article.title)).toHaveLength(2);
      expect(stdout.match(/source/g)).toHaveLength(1);
      expect(stdout).toContain('answered, 90 % sure\n');
      expect(stdout).not.toContain('to go on');
    });
  });

  it('shows what the desk asks back with, and how to answer that', async () => {
    const [one, two] = ['one', 'two'].map((id) => ({
      articleId: id,
      title: `About ${id}`,
      url: `/articles/${id}`,
    }));
    const asked = { ...said, reply: 'Which?\n\n1. About one\n2. About two', citations: [] };
    const both = { ...asked, confidence: 0.62, options: [one, two] };
    await whereTheDeskSays(both, async () => {
      const { stdout } = await run(ask, ['How?']);
      expect(stdout).toContain(asked.reply);
      expect(stdout).toMatch(
        /article 1 +http:.*\/articles\/one\n +article 2 +http:.*\/articles\/two\n/,
      );
      expect(stdout).toContain('asked back, 62 % sure that one of these is meant\n');
      expect(stdout).toContain('supportmax ask 1 --conversation c-1\n');
      expect(JSON.parse((await run(ask, ['How?', '--json'])).stdout)).toEqual(both);
    });
    await whereTheDeskSays({ ...both, options: [two] }, async () => {
      const { stdout } = await run(ask, ['How?']);
      expect(stdout).toContain('asked back, 62 % sure that this is meant\n');
      expect(stdout).toContain('supportmax ask yes --conversation c-1\n');
    });
  });

  it.each([
    ['chosen', 'answered, as you chose\n'],
    ['other', 'answered, 90 % sure\n'],
  ])('of a choice that was read as %s, it says: %s', async (outcome, expected) => {
    const receipt = { steps: [{ name: 'choose', outcome, millis: 1 }] };
    await whereTheDeskSays({ ...said, citations: [], receipt }, async () => {
      expect((await run(ask, ['1', '--conversation', 'c-1'])).stdout).toContain(expected);
    });
  });

  it('wants a question', async () => {
    await expect(run(ask, [])).rejects.toThrow('ask takes one question');
  });
});

describe('commands and a desk', () => {
  it('one that is not a desk is told from one that is not there', async () => {
    const other = createServer((_, response) => response.end('<html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    data.publishAddress(`http://127.0.0.1:${port}`);
    await expect(run(ask, ['Hello'])).rejects.toMatchObject({ code: 'unavailable' });
    await new Promise((resolve) => other.close(resolve));
    await expect(run(ask, ['Hello'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('does not answer'),
    });
    const file = write('unsent.eml', mail('unsent', [fromAda]));
    await expect(run(importMessages, [file])).rejects.toMatchObject({ code: 'unavailable' });
    data.publishAddress(server.url);
  });

  it('ask prints the chat response, or what was wrong with the question', async () => {
    const { exitCode, stdout } = await run(ask, ['I want to talk to a person', '--json']);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(stdout) as { conversationId: string };
    expect(answer).toMatchObject({
      status: 'escalated',
      citations: [],
      receipt: { model: expect.any(String) },
    });
    const { stdout: text } = await run(ask, ['Hello']);
    expect(text).toContain('conversation');
    const bad: [string, string][] = [
      ['', 'invalid_argument'],
      ['x'.repeat(40_000), 'too_large'],
      ['a\u0000b', 'invalid_argument'],
    ];
    for (const [question, code] of bad) {
      await expect(run(ask, [question])).rejects.toMatchObject({ code });
    }
    await expect(run(ask, ['x', '--conversation', 'ticket-none'])).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('arguments that make no sense are usage errors', async () => {
    for (const args of [[], ['a', 'b'], ['--what'], ['x', '--conversation']]) {
      await expect(run(ask, args)).rejects.toMatchObject({ name: 'UsageError' });
    }
    for (const args of [[], ['--what']]) {
      await expect(run(importMessages, args)).rejects.toMatchObject({ name: 'UsageError' });
    }
  });

  it('where no desk runs, open the data themselves and give it back', async () => {
    const folders = new DataFolders();
    const own = await folders.warm();
    const settings = { environment: { ...folders.small, SUPPORTMAX_DATA: own } };
    const files = [write('own.eml', mail('own', [fromAda])), join(folder, 'missing.eml')];
    const first = await supportmax(['import', ...files, '--json'], settings);
    expect([first.code, JSON.parse(first.stdout)]).toMatchObject([1, { opened: 1, failed: 1 }]);
    const again = await supportmax(['import', ...files], settings);
    expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('1 known already')]);
    expect(`${first.stderr}${again.stderr}`).not.toMatch(/\n\s+at |asking/);
    folders.remove();
  }, 300_000);
});
