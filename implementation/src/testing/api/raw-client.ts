import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Answer } from './client.ts';

/** A client that speaks HTTP byte by byte, and badly where a test wants it to. */
export interface RawClient {
  readonly socket: Socket;
  write(text: string | Uint8Array): void;
  /** Everything that came so far. */
  received(): string;
  /** Resolves when the server has closed the connection, with all that came. */
  readonly closed: Promise<string>;
  /** Resolves when what came holds this. */
  until(part: string | RegExp): Promise<string>;
}

export async function rawClient(url: string): Promise<RawClient> {
  const { hostname, port } = new URL(url);
  // Half open: what the server does with its side is to be seen.
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  const waiting = new Set<() => void>();
  const received = () => Buffer.concat(chunks).toString('latin1');
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    for (const look of waiting) look();
  });
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    const end = () => {
      for (const look of waiting) look();
      resolve(received());
    };
    socket.once('end', end);
    socket.once('close', end);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    received,
    closed,
    write: (text) => {
      if (!socket.destroyed) socket.write(text);
    },
    until: (part) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const text = received();
          const found = typeof part === 'string' ? text.includes(part) : part.test(text);
          if (!found && !socket.destroyed && !socket.readableEnded) return;
          waiting.delete(look);
          if (found) resolve(text);
          else reject(new Error(`the connection ended with ${JSON.stringify(text)}`));
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Splits what came into answers; each must announce its length. */
export function answersIn(text: string): Answer[] {
  const answers: Answer[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? [];
    if (end < 0 || status === undefined) throw new Error(`not an answer: ${rest.slice(0, 200)}`);
    const headers = new Headers(
      lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const body = Buffer.from(rest.slice(end + 4, end + 4 + length), 'latin1').toString();
    answers.push({ status: Number(status), headers, text: body, json: body && JSON.parse(body) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
