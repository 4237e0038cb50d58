import type { AddressObject, ParsedMail } from 'mailparser';
import { simpleParser } from 'mailparser';
import { contentHash } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** What the desk needs of an e-mail. Texts are plain, and free of control characters. */
export interface ParsedEmail {
  /** The Message-ID without its brackets, or a digest of the mail where it has none. */
  readonly messageId: string;
  /** Message-IDs this mail answers, nearest first. */
  readonly answers: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly from: { readonly email: string | null; readonly name: string | null };
  /** By its own headers a machine sent it, or it must not be answered automatically. */
  readonly automatic: boolean;
  /** File names of attachments, which are not kept yet. */
  readonly attachments: readonly string[];
}

const textLimit = 2 * 1024 * 1024 - 1024;

/** Reads one RFC 5322 message. Throws `invalid_argument` for bytes that are no message. */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedEmail> {
  if (
    !/^[\x21-\x39\x3b-\x7e]+[ \t]*:/m.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1'))
  ) {
    throw new SupportError('invalid_argument', 'This is not an e-mail: it has no header lines.');
  }
  let mail: ParsedMail;
  try {
    mail = await simpleParser(Buffer.from(bytes), {
      skipImageLinks: true,
      skipHtmlToText: false,
      skipTextToHtml: true,
      skipTextLinks: true,
      maxHtmlLengthToParse: 2 * 1024 * 1024,
    });
  } catch (cause) {
    throw new SupportError('invalid_argument', 'This e-mail could not be read.', { cause });
  }
  const sender = firstAddress(mail.from) ?? firstAddress(mail.replyTo);
  const text = clean(mail.text ?? '').slice(0, textLimit);
  return {
    messageId:
      bareId(mail.messageId) ?? `digest-${contentHash(Buffer.from(bytes).toString('latin1'))}`,
    answers: answersOf(mail),
    subject: clean(mail.subject ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 998),
    text: withoutQuotedHistory(text),
    from: sender,
    automatic: isAutomatic(mail),
    attachments: mail.attachments.map(({ filename }) => clean(filename ?? 'unnamed').slice(0, 200)),
  };
}

function firstAddress(list: AddressObject | undefined): ParsedEmail['from'] {
  const entry = list?.value.flatMap((one) => one.group ?? [one])[0];
  const email = entry?.address?.trim();
  const name = clean(entry?.name ?? '')
    .trim()
    .slice(0, 200);
  return {
    email: email && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 320 ? clean(email) : null,
    name: name === '' ? null : name,
  };
}

const bareId = (id: string | undefined): string | null => {
  const bare = clean(id ?? '')
    .replaceAll(/[<>\s]/g, '')
    .slice(0, 998);
  return bare === '' ? null : bare;
};

function answersOf(mail: ParsedMail): string[] {
  const references = [mail.references ?? []].flat();
  const ids = [mail.inReplyTo ?? '', ...references.reverse()].flatMap((text) => text.split(/\s+/));
  return [...new Set(ids.map(bareId).filter((id) => id !== null))].slice(0, 100);
}

/** RFC 3834 and the older conventions that mailing lists and robots still use. */
function isAutomatic(mail: ParsedMail): boolean {
  const header = (name: string) =>
    String(mail.headers.get(name) ?? '')
      .trim()
      .toLowerCase();
  const submitted = header('auto-submitted');
  if (submitted !== '' && submitted !== 'no') return true;
  if (/^(bulk|list|junk|auto_reply)$/.test(header('precedence'))) return true;
  if (mail.headers.has('x-auto-response-suppress') || mail.headers.has('x-autoreply')) return true;
  if (mail.headers.has('list')) return true;
  const returnPath = mail.headerLines.find(({ key }) => key === 'return-path');
  return returnPath !== undefined && /:\s*<>\s*$/.test(returnPath.line);
}

/** Cuts what the sender only quoted, where at least a line of their own stands before it. */
function withoutQuotedHistory(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex(
    (line, index) =>
      index > 0 &&
      (/^-{2,}\s*(original message|forwarded message)\s*-{2,}$/i.test(line.trim()) ||
        (/^>/.test(line) && lines.slice(index).every((rest) => /^>|^\s*$/.test(rest))) ||
        (/^(on|am|le|el)\b.{0,200}:\s*$/i.test(line.trim()) &&
          /^>/.test(nextFilled(lines, index)))),
  );
  const own = start < 0 ? text : lines.slice(0, start).join('\n');
  return (own.trim() === '' ? text : own).trim();
}

const nextFilled = (lines: readonly string[], after: number): string =>
  lines.slice(after + 1).find((line) => line.trim() !== '') ?? '';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A mail may hold anything; what is kept of it is well-formed text. */
const clean = (text: string): string =>
  text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll(control, '');
