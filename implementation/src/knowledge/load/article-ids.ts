import { contentHash } from '#src/foundation/identity.ts';

const longest = 100;
const shortHash = (text: string) => contentHash(text).slice(0, 8);

/** An id made of a text: `Guides/Set up.pdf` → guides-set-up. Other texts may give the same one. */
export function idOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  // Of a name in another script nothing is left that an id may hold.
  if (!/[a-z0-9]/.test(id)) return `document-${shortHash(text)}`;
  return id.length <= longest ? id : `${id.slice(0, longest - 9)}-${shortHash(text)}`;
}

/** The id of a part of what has an id, among those that are taken. */
export function partIdOf(id: string, name: string, taken: ReadonlySet<string>): string {
  const plain = idOf(`${id} ${name}`);
  if (!taken.has(plain)) return plain;
  for (let number = 2; ; number += 1) {
    const numbered = idOf(`${id} ${name} ${number}`);
    if (!taken.has(numbered)) return numbered;
  }
}
