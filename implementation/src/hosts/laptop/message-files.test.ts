import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileMessage } from '#src/journey/intake.ts';
import { readMessageFiles } from './message-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function read(...paths: string[]): Promise<FileMessage[]> {
  const messages: FileMessage[] = [];
  for await (const message of readMessageFiles(paths)) messages.push(message);
  return messages;
}

/** What was read, in short: the text of a message, or the code of a problem. */
const briefOf = (entries: readonly FileMessage[]) =>
  entries.map((entry) => ('message' in entry ? entry.message.text : entry.problem.code));

const mail = (id: string, body = 'Hello', end = '\n') =>
  ['From: ada@example.com', `Message-ID: <${id}>`, 'Subject: S', '', body, ''].join(end);
const date = 'Thu Nov 24 18:22:48 2026';

describe('an mbox', () => {
  it('is its messages, with either line end, with or without a last one', async () => {
    for (const end of ['\n', '\r\n']) {
      const parts = ['one', 'two', 'three'].map(
        (id) => `From ada@example.com ${date}${end}${mail(id, id, end)}${end}`,
      );
      const whole = write('whole.mbox', parts.join(''));
      expect(briefOf(await read(whole))).toEqual(['one', 'two', 'three']);
      const text = parts.join('');
      const cutOff = write('cut.mbox', text.slice(0, text.lastIndexOf('three') + 3));
      expect(briefOf(await read(cutOff))).toEqual(['one', 'two', 'thr']);
    }
  });

  it('gives back lines that were quoted, and does not split where a mail says "From"', async () => {
    const body = 'Hi\n\n>From here on\n>>From there\n\nFrom now on it fails.\nFrom me';
    const file = write(
      'quoted.mbox',
      `From a ${date}\n${mail('one', body)}\nFrom b ${date}\n${mail('two')}`,
    );
    expect(briefOf(await read(file))).toEqual([
      'Hi\n\nFrom here on\n>From there\n\nFrom now on it fails.\nFrom me',
      'Hello',
    ]);
    const plain = write('plain.mbox', `From x\n${mail('one')}\nFrom y\n${mail('two')}`);
    expect(briefOf(await read(plain))).toEqual(['Hello', 'Hello']);
  });

  it('that is none, or empty, or holds one that is no mail, says so', async () => {
    expect(briefOf(await read(write('none.mbox', 'Hello')))).toEqual(['invalid_argument']);
    expect(briefOf(await read(write('empty.mbox', '')))).toEqual([]);
    const mixed = `From a ${date}\n${mail('one')}\nFrom b ${date}\njunk\n\nFrom c ${date}\n${mail('two')}`;
    const entries = await read(write('mixed.mbox', mixed));
    expect(briefOf(entries)).toEqual(['Hello', 'invalid_argument', 'Hello']);
    expect(entries[1]?.where).toBe('mixed.mbox message 2');
  });

  it('leaves out a message that is too large, and reads those after it', async () => {
    const line = `${'x'.repeat(70)}\n`;
    const large = mail('two', line.repeat(380_000));
    const long = mail('three', 'x'.repeat(27_000_000));
    const all = [mail('one'), large, long, mail('four')];
    const file = write('large.mbox', all.map((one) => `From a ${date}\n${one}\n`).join(''));
    expect(briefOf(await read(file))).toEqual(['Hello', 'too_large', 'too_large', 'Hello']);
    rmSync(file);
  });
});

describe('JSON lines', () => {
  it('may lack what is not needed, and hold more than is known', async () => {
    const lines = [
      '{"body":"one"}',
      '{"id":7,"subject":null,"body":"two","customer":null,"channel":"form","extra":[1]}',
      '',
      '  {"body":"three","customer":{"id":42,"email":"a@x","name":null}}  ',
    ];
    for (const text of [lines.join('\n'), `\ufeff${lines.join('\r\n')}\r\n`]) {
      const entries = await read(write('rows.jsonl', text));
      expect(briefOf(entries)).toEqual(['one', 'two', 'three']);
      expect(entries[2]).toMatchObject({ message: { customer: { id: '42', email: 'a@x' } } });
      expect(entries[1]).toMatchObject({ where: 'rows.jsonl:2', message: { channel: 'form' } });
    }
  });

  it('that are wrong are named by their number, and the others are read', async () => {
    const lines = [
      '{"body":"one"}',
      '{',
      '[]',
      '7',
      '{"body":5}',
      '{}',
      '{"body":"x","channel":"fax"}',
    ];
    const bad = Buffer.concat([
      Buffer.from(`${lines.join('\n')}\n`),
      Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
      Buffer.from('{"body":"last"}'),
    ]);
    const entries = await read(write('bad.jsonl', bad));
    expect(briefOf(entries)).toEqual(['one', ...Array(7).fill('invalid_argument'), 'last']);
    expect(entries.map(({ where }) => where).slice(6)).toEqual([
      'bad.jsonl:7',
      'bad.jsonl:8',
      'bad.jsonl:9',
    ]);
    expect(entries[4]).toMatchObject({ problem: { message: expect.stringContaining('body') } });
    const utf16 = await read(write('utf16.jsonl', Buffer.from('\ufeff{"body":"x"}', 'utf16le')));
    expect(briefOf(utf16)).toEqual(['invalid_argument']);
  });

  it('of which one is endless are read but for that one', async () => {
    const file = write('long.jsonl', `{"body":"a"}\n"${'x'.repeat(27_000_000)}"\n{"body":"b"}\n`);
    expect(briefOf(await read(file))).toEqual(['a', 'too_large', 'b']);
    rmSync(file);
  });

  it('have names of their own: the same row the same, another another', async () => {
    const named = async (text: string) =>
      (await read(write('names.jsonl', text))).map((entry) =>
        'message' in entry ? entry.message.externalId : '',
      );
    const [one, two] = await named('{"id":1,"body":"x"}\n{"id":2,"body":"x"}');
    expect(one).not.toBe(two);
    expect(await named('{"id":1,"body":"x","new":true}')).toEqual([one]);
  });
});

describe('files and folders', () => {
  it('are read in their order, folders within folders, other files passed over', async () => {
    write('tree/b.eml', mail('b', 'b'));
    write('tree/a/deep/c.EML', mail('c', 'c'));
    write('tree/a/rows.jsonl', '{"body":"rows"}');
    write('tree/readme.txt', 'no');
    mkdirSync(join(folder, 'tree/folder.eml'), { recursive: true });
    expect(briefOf(await read(join(folder, 'tree')))).toEqual(['c', 'rows', 'b']);
  });

  it('that are not there, not readable or of another kind keep no other out', async () => {
    const good = write('good.eml', mail('good'));
    const loop = join(folder, 'loop.eml');
    symlinkSync(loop, loop);
    const entries = await read(
      join(folder, 'missing.eml'),
      join(folder, 'missing-folder'),
      loop,
      write('empty.eml', ''),
      write(
        'junk.eml',
        Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 37) % 251)),
      ),
      write('notes.txt', 'x'),
      write('no-ending', 'x'),
      good,
    );
    expect(briefOf(entries)).toEqual([
      'not_found',
      'not_found',
      'invalid_argument',
      'invalid_argument',
      'invalid_argument',
      'invalid_argument',
      'invalid_argument',
      'Hello',
    ]);
    for (const entry of entries) {
      if ('problem' in entry) expect(entry.problem.message).toMatch(/^[A-Z/].*\.$/);
    }
    if (process.getuid?.() === 0) return;
    chmodSync(good, 0);
    expect(briefOf(await read(good))).toEqual(['permission_denied']);
  });

  it('too large for a mail are refused unread', async () => {
    const path = write('huge.eml', mail('huge', 'x'.repeat(26 * 1024 * 1024)));
    expect(briefOf(await read(path))).toEqual(['too_large']);
    rmSync(path);
  });

  it('a long text is cut where the desk would refuse it, and says so', async () => {
    const [entry] = await read(write('long.eml', mail('long', '語'.repeat(1_000_000))));
    const text = entry && 'message' in entry ? entry.message.text : '';
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(text).toMatch(/\[the message was cut here: \d+ more characters\]$/);
    expect(text.isWellFormed()).toBe(true);
  });

  it('what was attached is named', async () => {
    const parts = Array.from(
      { length: 60 },
      (_, index) =>
        `--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=f${index}.csv\n\nx\n`,
    );
    const body = `--b\nContent-Type: text/plain\n\nSee below.\n${parts.join('')}--b--`;
    const head = 'From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n';
    const [entry] = await read(write('attached.eml', head + body));
    const text = entry && 'message' in entry ? entry.message.text : '';
    expect(text).toMatch(/^See below\.\n\n\[attachment not imported: f0\.csv\]/);
    expect(text).toMatch(/f49\.csv\]\n\n\[10 more attachments not imported\]$/);
  });
});
