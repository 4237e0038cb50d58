import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import * as z from 'zod';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { channel } from '#src/domain/ticket/vocabulary.ts';
import { identify } from '#src/foundation/identity.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { IncomingMessage } from '#src/journey/intake.ts';
import { codeOf, toFileError } from '#src/platforms/local/errors.ts';
import { readLines } from '#src/platforms/local/read-lines.ts';
import type { ParsedEmail } from '#src/platforms/mail/parse-mail.ts';
import { mailTextBytes, parseEmail } from '#src/platforms/mail/parse-mail.ts';
import { readMbox } from '#src/platforms/mail/read-mbox.ts';

/** One message of a file, or what is wrong with it; `where` is for people. */
export type FileMessage =
  | { readonly where: string; readonly message: IncomingMessage }
  | { readonly where: string; readonly problem: SupportError };

const endings = new Set(['.eml', '.mbox', '.jsonl']);
const mailLimitBytes = 25 * 1024 * 1024;
/** Of more attachments only the number is told. */
const attachmentLimit = 50;

/** Every message of the files, and of the files of these kinds in folders; in their order. */
export async function* readMessageFiles(paths: readonly string[]): AsyncGenerator<FileMessage> {
  for (const path of paths) {
    try {
      for (const file of await filesAt(path)) yield* readFileMessages(file);
    } catch (error) {
      // One place that cannot be read does not keep the others out.
      yield { where: path, problem: fileError(path, error) };
    }
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
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
          const where = `${name} message ${count}`;
          if (bytes instanceof SupportError) yield { where, problem: bytes };
          else yield await emailAt(where, bytes);
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
  if ((await stat(path)).size > mailLimitBytes) throw tooLarge();
  return readFile(path);
}

const tooLarge = () =>
  new SupportError('too_large', `An e-mail holds at most ${mailLimitBytes} bytes.`);

async function emailAt(where: string, bytes: Uint8Array): Promise<FileMessage> {
  try {
    const mail = await parseEmail(bytes);
    const { email, name } = mail.from;
    const message: IncomingMessage = {
      externalId: mail.messageId,
      answers: mail.answers,
      subject: mail.subject,
      text: textOf(mail),
      customer: { ...(email !== null && { email }), ...(name !== null && { name }) },
      channel: 'email',
      automatic: mail.automatic,
    };
    return { where, message };
  } catch (error) {
    return { where, problem: toSupportError(error, 'This e-mail could not be read.') };
  }
}

/** The text, cut where it is too long, and the names of what was attached; both are said. */
function textOf({ text, attachments }: ParsedEmail): string {
  const named = attachments.slice(0, attachmentLimit);
  const notes = named.map((file) => `[attachment not imported: ${file}]`);
  const others = attachments.length - named.length;
  if (others > 0) notes.push(`[${others} more attachments not imported]`);
  const room = mailTextBytes - Buffer.byteLength(notes.join('\n\n')) - 200;
  const kept = startOf(text, room);
  if (kept.length < text.length) {
    notes.unshift(`[the message was cut here: ${text.length - kept.length} more characters]`);
  }
  return [kept, ...notes].filter((part) => part !== '').join('\n\n');
}

/** As much of a text as fits into so many UTF-8 bytes, in whole characters. */
function startOf(text: string, byteLimit: number): string {
  if (text.length * 3 <= byteLimit) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(byteLimit));
  return text.slice(0, read);
}

/** Exports write null for what is not there, and numbers for ids. */
const optionalText = z.string().nullish();
const optionalId = z.union([z.string(), z.number()]).nullish();

const jsonMessage = z.object({
  id: optionalId,
  subject: optionalText,
  body: z.string(),
  customer: z.object({ id: optionalId, email: optionalText, name: optionalText }).nullish(),
  channel: channel.nullish(),
});

async function* readJsonLines(path: string, name: string): AsyncGenerator<FileMessage> {
  let number = 0;
  for await (const { bytes, isCut } of readLines(path, mailLimitBytes)) {
    number += 1;
    const where = `${name}:${number}`;
    if (isCut) {
      const message = `A line holds at most ${mailLimitBytes} bytes.`;
      yield { where, problem: new SupportError('too_large', message) };
      continue;
    }
    const line = decode(bytes);
    if (line === null) {
      const message = 'The line is not valid UTF-8.';
      yield { where, problem: new SupportError('invalid_argument', message) };
    } else if (line.trim() !== '') yield messageOfLine(where, line);
  }
}

/** Without a byte order mark, which begins a file now and then. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
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
  const { id, subject, body, customer, channel: given } = parsed.data;
  const via: Channel = given ?? 'api';
  const entries = Object.entries(customer ?? {}).filter(([, entry]) => entry || entry === 0);
  const known = Object.fromEntries(entries.map(([field, entry]) => [field, String(entry)]));
  // Ids are often only unique within their file: what a line says is part of its name.
  const externalId = `row-${identify(id ?? '', subject ?? '', body, JSON.stringify(known))}`;
  const message = {
    externalId,
    answers: [],
    subject: subject ?? '',
    text: body,
    customer: known,
    channel: via,
    automatic: false,
  };
  return { where, message };
}

function fileError(path: string, error: unknown): SupportError {
  if (codeOf(error) === 'ENOENT') return new SupportError('not_found', `There is no ${path}.`);
  const { code, message } = toFileError(error);
  return new SupportError(code, `${path} could not be read. ${message}`, { cause: error });
}
