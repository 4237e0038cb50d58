import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The example events, `functions/gcp/events/*.json`. */
export const eventFolder = join(import.meta.dirname, '../../../../functions/gcp/events');

/** An HTTP request that Google would send to a function, as functions/gcp/README.md describes it. */
const eventFile = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST']).default('POST'),
  path: z.string().startsWith('/').default('/'),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON, or text as it is. */
  body: z.json().optional(),
  /** Bytes, where the body is no text. */
  bodyBase64: z.base64().optional(),
});

export type GcpEvent = z.output<typeof eventFile>;

/** Reads an event; throws with the place in it that is not as it should be. */
export function readEvent(path: string): GcpEvent {
  const read = eventFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`${path}: ${z.prettifyError(read.error)}`);
}

export const exampleEvent = (name: string): GcpEvent =>
  readEvent(join(eventFolder, `${name}.json`));

export const exampleEventNames = (): string[] =>
  readdirSync(eventFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** The request for a function that is served at `url`. */
export function requestOf(event: GcpEvent, url: string): Request {
  const { method, path, headers, body, bodyBase64 } = event;
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const bytes = bodyBase64 === undefined ? text : Buffer.from(bodyBase64, 'base64');
  return new Request(new URL(path, url), {
    method,
    headers,
    ...(bytes !== undefined && { body: bytes }),
  });
}
