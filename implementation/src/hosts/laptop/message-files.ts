import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { channel } from '#src/domain/ticket/vocabulary.ts';
import { identify } from '#src/foundation/identity.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { IncomingMessage } from '#src/journey/intake.ts';
import { parseEmail } from '#src/platforms/mail/parse-mail.ts';
import { readMbox } from '#src/platforms/mail/read-mbox.ts';

/** One message of a file, or what is wrong with it; `where` is for people. */
export type FileMessage =
  | { readonly where: string; readonly message: IncomingMessage }
  | { readonly where: string; readonly problem: SupportError };

const endings = new Set(['.eml', '.mbox', '.jsonl']);
const mailLimitBytes = 25 * 1024 * 1024;

/** Every message of the files, and of the files of these kinds in folders; in their order. */
export async function* readMessageFiles(paths: readonly string[]): AsyncGenerator<FileMessage> {
  for (const path of paths) {
    for (const file of await filesAt(path)) yield* readFileMessages(file);
  }
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path, { recursive: true })).sort();
    return names
      .filter((name) => endings.has(extname(name).toLowerCase()))
      .map((name) => join(path, name));
  } catch (error) {
    throw fileError(path, error);
  }
}

async function* readFileMessages(path: string): AsyncGenerator<FileMessage> {
  const name = basename(path);
  try {
    switch (extname(path).toLowerCase()) {
      case '.eml':
        yield await emailAt(name, await readWithin(path));
        return;
      case '.mbox': {
        let count = 0;
        for await (const bytes of readMbox(path, mailLimitBytes)) {
          count += 1;
          yield await emailAt(`${name} message ${count}`, bytes);
        }
        return;
      }
      case '.jsonl':
        yield* readJsonLines(path, name);
        return;
      default: {
        const message = 'Only .eml, .mbox and .jsonl files are read.';
        yield { where: name, problem: new SupportError('invalid_argument', message) };
      }
    }
  } catch (error) {
    yield { where: name, problem: fileError(path, error) };
  }
}

async function readWithin(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > mailLimitBytes) {
    throw new SupportError('too_large', `An e-mail holds at most ${mailLimitBytes} bytes.`);
  }
  return readFile(path);
}

async function emailAt(where: string, bytes: Uint8Array): Promise<FileMessage> {
  try {
    const mail = await parseEmail(bytes);
    const { email, name } = mail.from;
    const attached = mail.attachments.map((file) => `[attachment not imported: ${file}]`);
    const text = [mail.text, ...attached].filter((part) => part !== '').join('\n\n');
    const message: IncomingMessage = {
      externalId: mail.messageId,
      answers: mail.answers,
      subject: mail.subject,
      text,
      customer: { ...(email !== null && { email }), ...(name !== null && { name }) },
      channel: 'email',
      automatic: mail.automatic,
    };
    return { where, message };
  } catch (error) {
    return { where, problem: toSupportError(error, 'This e-mail could not be read.') };
  }
}

const jsonMessage = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  subject: z.string().optional(),
  body: z.string(),
  customer: z
    .object({
      id: z.string().optional(),
      email: z.string().optional(),
      name: z.string().optional(),
    })
    .optional(),
  channel: channel.optional(),
});

async function* readJsonLines(path: string, name: string): AsyncGenerator<FileMessage> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '' || (number === 1 && line === '\ufeff')) continue;
    yield messageOfLine(`${name}:${number}`, line.replace(/^\ufeff/, ''));
  }
}

function messageOfLine(where: string, line: string): FileMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { where, problem: new SupportError('invalid_argument', 'The line is not valid JSON.') };
  }
  const parsed = jsonMessage.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const message = `${issue?.path.join('.') || 'line'}: ${issue?.message}`;
    return { where, problem: new SupportError('invalid_argument', message) };
  }
  const { id, subject = '', body, customer = {}, channel: given } = parsed.data;
  const via: Channel = given ?? 'api';
  // Ids are often only unique within their file: what a line says is part of its name.
  const externalId = `row-${identify(id ?? '', subject, body, JSON.stringify(customer))}`;
  const known = Object.fromEntries(Object.entries(customer).filter(([, entry]) => entry));
  const message = {
    externalId,
    answers: [],
    subject,
    text: body,
    customer: known,
    channel: via,
    automatic: false,
  };
  return { where, message };
}

function fileError(path: string, error: unknown): SupportError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return new SupportError('not_found', `There is no file ${path}.`);
  if (code === 'EACCES') return new SupportError('permission_denied', `${path} may not be read.`);
  return toSupportError(error, `${path} could not be read.`);
}
