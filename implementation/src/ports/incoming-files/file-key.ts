import { SupportError } from '#src/foundation/support-error.ts';
import type { FileName } from './driver.ts';

/** What a file is called on its way to whoever takes it in: `<tenant>/<name>`, both URI-encoded. */
export const keyOfFile = ({ tenant, name }: FileName): string =>
  `${encodeURIComponent(tenant)}/${encodeURIComponent(name)}`;

/** Throws `invalid_argument` for what is no key as `keyOfFile` writes it. */
export function fileOfKey(key: string): FileName {
  const [tenant, name, ...more] = key.split('/').map(decoded);
  if (tenant && name && more.length === 0 && keyOfFile({ tenant, name }) === key) {
    return { tenant, name };
  }
  const shown = JSON.stringify(key.slice(0, 200));
  throw new SupportError('invalid_argument', `${shown} is no key of an incoming file.`);
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
