import type { Candidate, Finder } from './personal-kinds.ts';

const AUTHORIZATION =
  /(?<![A-Za-z0-9])(?:bearer|basic|token|apikey|digest)[ \t:=]{1,3}(?=[!-~]{0,60}[0-9=])([0-9A-Za-z._~+/-]{12,2000}={0,2})/gi;
const COOKIES =
  /(?<![A-Za-z])(?:set-)?cookie: ?([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}=[^\n\u0091]{1,4000})/gi;
const KEY_LIKE =
  /(?<![A-Za-z])(?:key|token|secret|password|credential)[a-z]{0,3}[ \t:]{1,3}([0-9A-Za-z+/_=-]{16,200})/gi;

const pushTail = (match: RegExpExecArray, found: Candidate[]) => {
  const end = match.index + match[0].length;
  found.push({ kind: 'secret', start: end - (match[1] ?? '').length, end });
};

/** What HTTP headers carry: the value of Authorization, whole lines of cookies. */
export const findHeaderSecrets: Finder = {
  needs: { marks: 'bear basi toke apik dige cook' },
  find(text, found) {
    for (const match of text.matchAll(AUTHORIZATION)) pushTail(match, found);
    for (const match of text.matchAll(COOKIES)) pushTail(match, found);
  },
};

/** "the key 3f9a…": what looks drawn at random, behind a word for a secret. */
export const findKeyLikes: Finder = {
  needs: { digits: 1, marks: '_key toke secr pass cred' },
  find(text, found) {
    for (const match of text.matchAll(KEY_LIKE)) {
      if (looksRandom(match[1] ?? '')) pushTail(match, found);
    }
  },
};

const PRIVATE_KEY_START = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const PRIVATE_KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const LONGEST_PRIVATE_KEY = 16_384;

/** Private keys in PEM's form, OpenSSH's and PGP's among them. */
export const findPrivateKeys: Finder = {
  needs: { units: '-', marks: 'priv' },
  find(text, found) {
    let free = 0;
    for (const { index: start, 0: head } of text.matchAll(PRIVATE_KEY_START)) {
      if (start < free) continue;
      const body = text.slice(start + head.length, start + LONGEST_PRIVATE_KEY);
      const tail = PRIVATE_KEY_END.exec(body);
      // A key whose end was cut off is still a key.
      free = start + head.length + (tail ? tail.index + tail[0].length : body.length);
      found.push({ kind: 'private-key', start, end: free });
    }
  },
};

/** Letters and digits well mixed, as no word and no number is. */
function looksRandom(value: string): boolean {
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  let changes = 0;
  for (let at = 1; at < value.length; at += 1) {
    if (classOf(value, at) !== classOf(value, at - 1)) changes += 1;
  }
  return changes * 4 >= value.length;
}

function classOf(value: string, at: number): number {
  const unit = value.charCodeAt(at);
  if (unit >= 0x61) return 1;
  return unit >= 0x41 ? 2 : 3;
}
