import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { SupportError } from '#src/foundation/support-error.ts';
import { HttpError } from './problem.ts';

const unzip = promisify(gunzip);

/** Reads a JSON body of at most `limitBytes`, counted after decompression. */
export async function readJsonBody(request: Request, limitBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new HttpError(415, 'invalid_argument', 'Send JSON, with content-type: application/json.');
  }
  const raw = await readBytes(request, limitBytes);
  const bytes = await decompress(raw, request.headers.get('content-encoding'), limitBytes);
  return parseJson(bytes);
}

async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    if (Number(announced) > limitBytes) throw tooLarge(limitBytes);
    // No more than announced can arrive, and taking it whole spares a stream for each request.
    return new Uint8Array(await request.arrayBuffer().catch(cutShort));
  }
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > limitBytes) throw tooLarge(limitBytes);
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof SupportError) throw error;
    cutShort();
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}

function cutShort(): never {
  throw new SupportError('invalid_argument', 'The body ended before it was complete.');
}

async function decompress(bytes: Uint8Array, encoding: string | null, limitBytes: number) {
  if (encoding === null || encoding === '' || encoding === 'identity') return bytes;
  if (encoding.toLowerCase() !== 'gzip') {
    const detail = `A body encoded as ${encoding.slice(0, 40)} is not read here; use gzip or none.`;
    throw new HttpError(415, 'invalid_argument', detail, { 'accept-encoding': 'gzip' });
  }
  try {
    // The limit also holds for what a small body unfolds to.
    return await unzip(bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limitBytes);
    throw new SupportError('invalid_argument', 'The gzip body is damaged or cut short.');
  }
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SupportError('invalid_argument', 'The body is not valid UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new SupportError('invalid_argument', 'The body is not valid JSON.');
  }
}

function tooLarge(limitBytes: number): SupportError {
  return new SupportError('too_large', `The body is larger than ${limitBytes} bytes.`);
}
