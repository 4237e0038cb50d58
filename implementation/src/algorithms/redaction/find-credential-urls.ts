import type { Finder } from './personal-kinds.ts';

const USER_INFO =
  /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,19}:\/\/([^\s/?#@:\u0091]{0,256}:[^\s/?#@\u0091]{1,256}|[^\s/?#@:\u0091]{16,256})@/g;

/** The user and password of a URL (`scheme://user:password@host`); the host stays readable. */
export const findCredentialUrls: Finder = {
  needs: { units: '@' },
  find(text, found) {
    if (!text.includes('://')) return;
    for (const match of text.matchAll(USER_INFO)) {
      const userInfo = match[1] ?? '';
      const end = match.index + match[0].length - 1;
      found.push({ kind: 'credentials', start: end - userInfo.length, end });
    }
  },
};
