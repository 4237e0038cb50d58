import type { Cookie, HttpResponseInit } from '@azure/functions';
import type { ClientConnection } from './client-connections.ts';

export interface AnswerEnds {
  readonly connection: ClientConnection;
  /** Aborted when the body has to end, whether or not all of it was read. */
  readonly over: AbortSignal;
  /** Called once, when the body has ended: with the error that broke it off, if one did. */
  readonly ended: (error?: unknown) => void;
}

/** An answer as the programming model takes it. */
export function answerOf(response: Response, ends: AnswerEnds): HttpResponseInit {
  const headers = new Headers(response.headers);
  // The model keeps one header of a name: cookies it takes apart from the others.
  headers.delete('set-cookie');
  const cookies = response.headers.getSetCookie().flatMap(cookieOf);
  const init = { status: response.status, headers, cookies } as const;
  if (response.body === null) {
    ends.ended();
    return init as HttpResponseInit;
  }
  return { ...init, body: endingBody(response.body, ends) } as unknown as HttpResponseInit;
}

/** The same body, read no faster than its client takes it; it ends when it has to. */
function endingBody(
  body: ReadableStream<Uint8Array>,
  { connection, over, ended }: AnswerEnds,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const stop = new AbortController();
  // What begins only now is the word that the time is over: it is short, and goes out whole.
  const end = over.aborted ? connection.gone : over;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          ended();
          void reader.cancel().catch(() => {});
          controller.close();
        };
        end.addEventListener('abort', close, { signal: stop.signal, once: true });
        if (end.aborted) close();
      },
      async pull(controller) {
        await connection.ready();
        try {
          const { done, value } = await reader.read();
          if (end.aborted) return;
          if (!done) return controller.enqueue(value);
          stop.abort();
          ended();
          controller.close();
        } catch (error) {
          if (end.aborted) return;
          stop.abort();
          ended(error);
          connection.breakOff();
          // What has been said cannot be taken back: the connection told the client.
          controller.close();
        }
      },
      async cancel() {
        stop.abort();
        ended();
        await reader.cancel();
      },
    },
    { highWaterMark: 0 },
  );
}

const sameSites: Readonly<Record<string, 'Strict' | 'Lax' | 'None'>> = {
  strict: 'Strict',
  lax: 'Lax',
  none: 'None',
};

/** A cookie by its header; the model writes the header anew, and encodes the value. */
export function cookieOf(header: string): Cookie[] {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (at < 1) return [];
  const cookie: Cookie = { name: pair.slice(0, at), value: decoded(pair.slice(at + 1)) };
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split(/=(.*)/s);
    Object.assign(cookie, attributeOf(name.toLowerCase(), value));
  }
  return [cookie];
}

function attributeOf(name: string, value: string): Partial<Cookie> {
  const site = sameSites[value.toLowerCase()];
  switch (name) {
    case 'path':
      return { path: value };
    case 'domain':
      return { domain: value };
    case 'max-age':
      return { maxAge: Number(value) };
    case 'expires':
      return { expires: Date.parse(value) };
    case 'secure':
      return { secure: true };
    case 'httponly':
      return { httpOnly: true };
    case 'samesite':
      return site ? { sameSite: site } : {};
    default:
      return {};
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
