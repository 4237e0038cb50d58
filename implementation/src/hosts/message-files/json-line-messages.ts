import * as z from 'zod';
import type { Channel } from '#src/domain/ticket/vocabulary.ts';
import { channel } from '#src/domain/ticket/vocabulary.ts';
import { identify } from '#src/foundation/identity.ts';
import { issueWords } from '#src/foundation/issue-words.ts';
import { readLines } from '#src/foundation/read-lines.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { FileMessage } from '#src/journey/intake.ts';

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

/** The messages of a file of JSON lines, one for each line that is not empty. */
export async function* jsonLineMessages(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<FileMessage> {
  let number = 0;
  for await (const { bytes, isCut } of readLines(chunks, limitBytes)) {
    number += 1;
    const where = `${name}:${number}`;
    if (isCut) {
      const message = `A line holds at most ${limitBytes} bytes.`;
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
    const [issue] = parsed.error.issues;
    const what = issue ? issueWords(issue, value) : 'is not valid';
    const message = `${issue?.path.join('.') || 'The line'} ${what}.`;
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
