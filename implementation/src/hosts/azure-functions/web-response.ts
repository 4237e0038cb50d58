import type { Cookie, HttpResponseInit } from '@azure/functions';
import { type BodyEnds, endingBody } from '../ending-body.ts';
import type { ClientConnection } from './client-connections.ts';

export interface AnswerEnds extends Pick<BodyEnds, 'over' | 'ended'> {
  readonly connection: ClientConnection;
}

/** An answer as the programming model takes it. */
export function answerOf(
  response: Response,
  { connection, over, ended }: AnswerEnds,
): HttpResponseInit {
  const headers = new Headers(response.headers);
  // The model keeps one header of a name: cookies it takes apart from the others.
  headers.delete('set-cookie');
  const cookies = response.headers.getSetCookie().flatMap(cookieOf);
  const init = { status: response.status, headers, cookies } as const;
  if (response.body === null) {
    ended();
    return init as HttpResponseInit;
  }
  const body = endingBody(response.body, {
    // What begins only now is the word that the time is over: it is short, and goes out whole.
    over: over.aborted ? connection.gone : over,
    ended,
    ready: connection.ready,
    // What has been said cannot be taken back, and the model tells nobody that a body failed.
    breakOff: connection.breakOff,
  });
  return { ...init, body } as unknown as HttpResponseInit;
}

const sameSites: Readonly<Record<string, 'Strict' | 'Lax' | 'None'>> = {
  strict: 'Strict',
  lax: 'Lax',
  none: 'None',
};

/** A cookie by its header; the model writes the header anew, and encodes the value. */
function cookieOf(header: string): Cookie[] {
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
