import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import { messagesOf } from './messages-of.ts';

const mail = (id: string) =>
  `From: ada@example.com\nMessage-ID: <${id}>\nSubject: S\n\nÄrger ${id}\n`;
const date = 'Thu Nov 24 18:22:48 2026';
const files = {
  'one.EML': mail('one'),
  'three.mbox': ['one', 'two', 'three'].map((id) => `From a ${date}\n${mail(id)}\n`).join(''),
  'rows.jsonl': '{"body":"Ärger"}\r\n\n{"body":5}\n{"body":"last 🙂"}',
};

async function read(...given: Parameters<typeof messagesOf>): Promise<FileMessage[]> {
  const messages: FileMessage[] = [];
  for await (const message of messagesOf(...given)) messages.push(message);
  return messages;
}

async function* cutAt(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const end of [...places, bytes.length]) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

describe('the messages of a file', () => {
  it('are those of its bytes', async () => {
    const briefs: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(files)) {
      const entries = await read(name, Buffer.from(text));
      briefs[name] = entries.map((entry) =>
        'message' in entry ? entry.message.text : `${entry.where} ${entry.problem.code}`,
      );
    }
    expect(briefs).toEqual({
      'one.EML': ['Ärger one'],
      'three.mbox': ['Ärger one', 'Ärger two', 'Ärger three'],
      'rows.jsonl': ['Ärger', 'rows.jsonl:3 invalid_argument', 'last 🙂'],
    });
  });

  it.each([
    ['{"subject":"Hello"}', 'body is missing; it must be a text.'],
    ['[]', 'The line must be an object.'],
    ['{"body":"Hello","channel":"fax"}', /^channel must be "\w+" or /],
    ['{"body":', 'The line is not valid JSON.'],
  ])('say in plain words what is wrong with the line %s', async (line, expected) => {
    const [entry] = await read('rows.jsonl', Buffer.from(line));
    const said = entry && 'problem' in entry ? entry.problem.message : '';
    expect(said).toMatch(expected);
  });

  it('are the same wherever a stream of them is cut', async () => {
    for (const [name, text] of Object.entries(files)) {
      const bytes = Buffer.from(text);
      const whole = await read(name, bytes);
      const places = fc
        .array(fc.nat({ max: bytes.length }), { maxLength: 12 })
        .map((all) => all.sort((left, right) => left - right));
      const property = fc.asyncProperty(places, async (cuts) => {
        expect(await read(name, cutAt(bytes, cuts))).toEqual(whole);
      });
      await fc.assert(property, { numRuns: 40 });
    }
  });

  it('come one by one, before the rest of the file is read', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let number = 0; ; number += 1) yield Buffer.from(`{"body":"row ${number}"}\n`);
    }
    const seen: string[] = [];
    for await (const entry of messagesOf('endless.jsonl', endless())) {
      if ('message' in entry) seen.push(entry.message.text);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(['row 0', 'row 1', 'row 2']);
  });

  it('throw what reading the bytes throws, after what was read', async () => {
    const gone = new SupportError('unavailable', 'The disk is gone.');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"body":"one"}\n{"bo');
      throw gone;
    }
    const messages = messagesOf('rows.jsonl', failing());
    expect((await messages.next()).value).toMatchObject({ message: { text: 'one' } });
    await expect(messages.next()).rejects.toBe(gone);
    await expect(read('one.eml', failing())).rejects.toBe(gone);
  });

  it('are not looked for in other files', async () => {
    const refusal = { code: 'invalid_argument' };
    await expect(read('notes.txt', Buffer.from('x'))).rejects.toMatchObject(refusal);
    await expect(read('.eml', Buffer.from(mail('one')))).rejects.toMatchObject(refusal);
    await expect(read('none.mbox', Buffer.from('Hello'))).rejects.toMatchObject(refusal);
  });
});
