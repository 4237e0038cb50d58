import { toSupportError } from '#src/foundation/support-error.ts';
import type { FileMessage, IncomingMessage } from '#src/journey/intake.ts';
import type { ParsedEmail } from '#src/platforms/mail/parse-mail.ts';
import { mailTextBytes, parseEmail } from '#src/platforms/mail/parse-mail.ts';

/** Of more attachments only the number is told. */
const attachmentLimit = 50;

/** The message of one e-mail, or what is wrong with it. */
export async function emailMessage(where: string, bytes: Uint8Array): Promise<FileMessage> {
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
