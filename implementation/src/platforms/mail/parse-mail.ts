import type { AddressObject, ParsedMail } from 'mailparser';
import { simpleParser } from 'mailparser';
import { contentHash } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { withoutQuotedHistory } from './quoted-history.ts';

/** What the desk needs of an e-mail. Texts are plain, and free of control characters. */
export interface ParsedEmail {
  /** The Message-ID without its brackets, or a digest of the mail where it has none to go by. */
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

/** UTF-8 bytes of text that are kept of a mail; what is cut off is said. */
export const mailTextBytes = 2 * 1024 * 1024;
/** RFC 5322 allows a line no more. */
const headerLimit = 998;
const nameLimit = 200;
const emailLimit = 320;
const headBytes = 64 * 1024;

/** Reads one RFC 5322 message. Throws `invalid_argument` for bytes that are no message. */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedEmail> {
  checkHead(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)));
  let mail: ParsedMail;
  try {
    mail = await simpleParser(Buffer.from(bytes), {
      skipImageLinks: true,
      skipHtmlToText: false,
      skipTextToHtml: true,
      skipTextLinks: true,
      maxHtmlLengthToParse: mailTextBytes,
    });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EMAXLEN') {
      throw new SupportError('too_large', 'This e-mail has too many parts.', { cause });
    }
    throw new SupportError('invalid_argument', 'This e-mail could not be read.', { cause });
  }
  const answers = answersOf(mail);
  const text = clean(textOf(mail, bytes));
  return {
    messageId: bareId(mail.messageId) ?? digestOf(bytes),
    answers,
    subject: cut(oneLine(mail.subject ?? ''), headerLimit),
    // Only of an answer the quoted part is known: of a forwarded mail it is what it is about.
    text: answers.length > 0 ? withoutQuotedHistory(text) : text.trim(),
    from: firstAddress(mail.from) ?? firstAddress(mail.replyTo) ?? { email: null, name: null },
    automatic: isAutomatic(mail),
    attachments: mail.attachments.map(({ filename }) =>
      cut(oneLine(filename ?? 'unnamed'), nameLimit),
    ),
  };
}

const fieldNames =
  /^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|sender|reply-to|delivered-to)[ \t]*:/im;

/** Almost any bytes hold a colon somewhere: a mail begins with header fields, and known ones. */
function checkHead(bytes: Buffer): void {
  const text = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const head = text.replace(/^(?:From [^\n]*\n|\r?\n)+/, '').split(/\r?\n\r?\n/, 1)[0] ?? '';
  if (!/^[\x21-\x39\x3b-\x7e]+[ \t]*:/.test(head) || !fieldNames.test(head)) {
    throw new SupportError('invalid_argument', 'This is not an e-mail: it has no header lines.');
  }
}

/** The text, or what can be read of a mail in HTML alone, or of one whose parts cannot be told. */
function textOf(mail: ParsedMail, bytes: Uint8Array): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (mail.text === undefined && mail.attachments.length === 0) {
    const [, body = ''] = /\r?\n\r?\n([\s\S]*)$/.exec(raw.toString('utf8')) ?? [];
    return body;
  }
  const text = mail.text ?? '';
  const isFromHtml =
    mail.html !== false && !/^content-type:\s*text\/plain/im.test(raw.toString('latin1'));
  return isFromHtml ? withoutAddressesOfImages(text) : text;
}

/** The conversion puts addresses in brackets: of pictures, where they stand alone, and of links. */
const withoutAddressesOfImages = (text: string): string =>
  text
    .replaceAll(/^ *\[https?:[^\]\s]{0,4000}\] *$/gm, '')
    .replaceAll(/ ?\[(?:cid|data|javascript|vbscript):[^\]]{0,4000}\]/gi, '')
    .replaceAll(/\n{3,}/g, '\n\n');

const digestOf = (bytes: Uint8Array): string =>
  `digest-${contentHash(Buffer.from(bytes).toString('latin1'))}`;

function firstAddress(list: AddressObject | undefined): ParsedEmail['from'] | null {
  const entry = list?.value.flatMap((one) => one.group ?? [one])[0];
  if (!entry) return null;
  const email = oneLine(entry.address ?? '');
  const name = cut(oneLine(entry.name), nameLimit);
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= emailLimit;
  return { email: isAddress ? email : null, name: name === '' ? null : name };
}

/** An id that is too long to keep whole names nothing: cut short, two could become one. */
const bareId = (id: string | undefined): string | null => {
  const bare = clean(id ?? '').replaceAll(/[<>\s]/g, '');
  return bare === '' || bare.length > headerLimit ? null : bare;
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
  if (submitted !== '' && !/^no\b/.test(submitted)) return true;
  if (/^(bulk|list|junk|auto_reply)$/.test(header('precedence'))) return true;
  if (mail.headers.has('x-auto-response-suppress') || mail.headers.has('x-autoreply')) return true;
  if (mail.headers.has('list')) return true;
  if (/^multipart\/report\b/i.test(contentTypeOf(mail))) return true;
  const returnPath = mail.headerLines.find(({ key }) => key === 'return-path');
  return returnPath !== undefined && /:\s*<>\s*$/.test(returnPath.line);
}

/** As it was written: bounces and receipts are reports, whatever else they say. */
const contentTypeOf = (mail: ParsedMail): string =>
  mail.headerLines.find(({ key }) => key === 'content-type')?.line.replace(/^[^:]*:\s*/, '') ?? '';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A mail may hold anything; what is kept of it is well-formed text. */
const clean = (text: string): string =>
  text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll(control, '');

const oneLine = (text: string): string => clean(text).replaceAll(/\s+/g, ' ').trim();

/** Cuts between characters: half of one is not well-formed. */
const cut = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
