import { SupportError } from '#src/foundation/support-error.ts';

/** Throws `invalid_argument` for an address or a key with which no request could be sent. */
export function checkConnection(baseUrl: string, apiKey: string | null): void {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong('baseUrl has to be an address that begins with http:// or https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong('baseUrl must not hold a password; put the key into apiKey');
  }
  if (url.search !== '' || url.hash !== '') {
    throw wrong('baseUrl must not have a query or a fragment');
  }
  // Said without the key: this goes to logs.
  if (apiKey !== null && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw wrong('apiKey is empty or has characters that no key has, such as spaces');
  }
}

const wrong = (what: string) =>
  new SupportError('invalid_argument', `The model's configuration is wrong: ${what}.`);
