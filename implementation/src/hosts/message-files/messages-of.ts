import { extname } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import { readMbox } from '#src/platforms/mail/read-mbox.ts';
import { emailMessage } from './email-message.ts';
import { jsonLineMessages } from './json-line-messages.ts';

/** What names end with whose files can be read. */
export const messageEndings: ReadonlySet<string> = new Set(['.eml', '.mbox', '.jsonl']);

/** Of one e-mail, or of one line. */
const messageLimitBytes = 25 * 1024 * 1024;

/**
 * Every message of one file, in its order, as it is read: of a large file never more than a message
 * is held. What is wrong with one message is told in its place. Throws `invalid_argument` where the
 * file as a whole is none that can be read, and what reading its bytes throws.
 */
export async function* messagesOf(
  name: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<FileMessage> {
  const chunks = bytes instanceof Uint8Array ? chunksOf(bytes) : bytes;
  switch (extname(name).toLowerCase()) {
    case '.eml':
      yield await onlyEmail(name, chunks);
      return;
    case '.mbox': {
      let count = 0;
      for await (const mail of readMbox(chunks, messageLimitBytes)) {
        count += 1;
        const where = `${name} message ${count}`;
        if (mail instanceof SupportError) yield { where, problem: mail };
        else yield await emailMessage(where, mail);
      }
      return;
    }
    case '.jsonl':
      yield* jsonLineMessages(name, chunks, messageLimitBytes);
      return;
    default: {
      const message = 'Only .eml, .mbox and .jsonl files are read.';
      throw new SupportError('invalid_argument', message);
    }
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function onlyEmail(where: string, chunks: AsyncIterable<Uint8Array>): Promise<FileMessage> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > messageLimitBytes) {
      const message = `An e-mail holds at most ${messageLimitBytes} bytes.`;
      return { where, problem: new SupportError('too_large', message) };
    }
    parts.push(part);
  }
  return emailMessage(where, Buffer.concat(parts));
}
