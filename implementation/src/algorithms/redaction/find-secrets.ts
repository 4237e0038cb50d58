import { isWordUnit } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

/** Tokens that their maker gave a mark of their own; sticky from the mark on. */
const MARKED = new RegExp(
  [
    '(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{16}', // AWS
    'AIza[0-9A-Za-z_-]{35}', // Google
    'ya29\\.[0-9A-Za-z_-]{20,500}',
    'GOCSPX-[0-9A-Za-z_-]{20,60}',
    'gh[pousr]_[0-9A-Za-z]{30,255}', // GitHub
    'github_pat_[0-9A-Za-z_]{22,255}',
    'glpat-[0-9A-Za-z_-]{20,100}', // GitLab
    'xox[abeoprs]-[0-9A-Za-z-]{10,250}', // Slack
    'xapp-[0-9A-Za-z-]{10,250}',
    '(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{10,250}', // Stripe
    'whsec_[0-9A-Za-z+/=]{16,100}',
    'sk-(?:ant-|proj-|svcacct-|admin-|or-)?[0-9A-Za-z_-]{20,250}', // Anthropic, OpenAI and kin
    'hf_[0-9A-Za-z]{20,100}',
    'npm_[0-9A-Za-z]{30,100}',
    'pypi-[0-9A-Za-z_-]{16,250}',
    'SG\\.[0-9A-Za-z_-]{16,64}\\.[0-9A-Za-z_-]{16,64}', // SendGrid
    'SK[0-9a-f]{32}', // Twilio
    'dop_v1_[0-9a-f]{64}',
    'shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}',
    'AGE-SECRET-KEY-1[0-9A-Z]{58}',
    'eyJ[0-9A-Za-z_-]{8,4000}\\.[0-9A-Za-z_-]{2,8000}(?:\\.[0-9A-Za-z_-]{0,4000}){0,3}', // JWT
    '(?:AccountKey|SharedAccessSignature|SharedAccessKey)=[0-9A-Za-z+/=%&]{20,250}', // Azure
    '[0-9A-Za-z_~.-]{3}[78]Q~[0-9A-Za-z_~.-]{31,34}',
    'https://hooks\\.slack\\.com/services/[0-9A-Za-z/]{20,80}',
  ].join('|'),
  'y',
);
/** What a marked token may begin with, for a first look. */
const MARK_START =
  /(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|AIza|ya29\.|GOCSPX-|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|[srp]k_(?:live|test)_|whsec_|sk-|hf_|npm_|pypi-|SG\.|SK[0-9a-f]|dop_v1_|shp(?:at|ca|pa|ss)_|AGE-SECRET|eyJ|AccountKey=|SharedAccess|https:\/\/hooks\.slack|[0-9A-Za-z_~.-]{3}[78]Q~)/g;

const AUTHORIZATION =
  /(?<![A-Za-z0-9])(?:bearer|basic|token|apikey|digest)[ \t:=]{1,3}(?=[!-~]{0,40}[0-9=._-])([0-9A-Za-z._~+/-]{12,2000}={0,2})/gi;

const SECRET_WORD =
  'pass ?words?|passwd|passwort|kennwort|passphrase|pass ?code|contraseña|mot de passe|senha|hasło|wachtwoord|lösenord|secret(?:[_ -]?(?:access[_ -]?)?key)?|(?:api|access|auth|account|encryption|signing|private|shared|license|client|session|master|service)[_ -]?(?:key|token|secret|code)|token|credentials?|session[_ -]?id|seed phrase|mnemonic|(?:security|one[- ]time|verification|recovery|2fa) (?:code|password)|(?<![a-z])(?:pwd|clave|mdp|signature|sig|pin(?: ?(?:code|number))?|cvv2?|cvc2?|otp|cookie)';
const ASSIGNED = new RegExp(
  `(?:${SECRET_WORD})["'\`]?([ \\t]{0,3}(?::=|[:=]>?|->)[ \\t]{0,3}|[ \\t]{1,3}(?:is|was|ist|es|est|è|é):?[ \\t]{1,3}|[ \\t]{1,3}(?=["'\`]))(?:"([^"\\n]{1,200})"|'([^'\\n]{1,200})'|\`([^\`\\n]{1,200})\`|([^\\s"'\`<>\\u0091]{1,200}))`,
  'gi',
);
const KEY_LIKE =
  /(?<![A-Za-z])(?:key|token|secret|password|credential|code|hash)[a-z]{0,3}[ \t:]{1,3}([0-9A-Za-z+/_=-]{16,200})/gi;

const PRIVATE_KEY_START = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const PRIVATE_KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const LONGEST_PRIVATE_KEY = 16_384;

/** Credentials: marked tokens, Authorization values, private keys, and what follows "password". */
export const findSecrets: Finder = (text, found) => {
  findPrivateKeys(text, found);
  findMarked(text, found);
  for (const match of text.matchAll(AUTHORIZATION)) pushTail(match, match[1] ?? '', found);
  for (const match of text.matchAll(KEY_LIKE)) {
    if (looksRandom(match[1] ?? '')) pushTail(match, match[1] ?? '', found);
  }
  findAssigned(text, found);
};

const pushTail = (match: RegExpExecArray, value: string, found: Parameters<Finder>[1]) => {
  const end = match.index + match[0].length;
  found.push({ kind: 'secret', start: end - value.length, end });
};

function findMarked(text: string, found: Parameters<Finder>[1]): void {
  let free = 0;
  for (const { index: start } of text.matchAll(MARK_START)) {
    if (start < free || text[start - 1] === '-' || isWordUnit(text.charCodeAt(start - 1))) continue;
    MARKED.lastIndex = start;
    if (!MARKED.test(text)) continue;
    free = MARKED.lastIndex;
    found.push({ kind: 'secret', start, end: free });
  }
}

function findPrivateKeys(text: string, found: Parameters<Finder>[1]): void {
  let free = 0;
  for (const { index: start, 0: head } of text.matchAll(PRIVATE_KEY_START)) {
    if (start < free) continue;
    const body = text.slice(start + head.length, start + LONGEST_PRIVATE_KEY);
    const tail = PRIVATE_KEY_END.exec(body);
    // A key whose end was cut off is still a key.
    free = start + head.length + (tail ? tail.index + tail[0].length : body.length);
    found.push({ kind: 'private-key', start, end: free });
  }
}

function findAssigned(text: string, found: Parameters<Finder>[1]): void {
  for (const match of text.matchAll(ASSIGNED)) {
    const [whole, operator = '', double, single, back, bare = ''] = match;
    const end = match.index + whole.length;
    const quoted = double ?? single ?? back;
    if (quoted !== undefined) {
      found.push({ kind: 'secret', start: end - 1 - quoted.length, end: end - 1 });
      continue;
    }
    const value = bare.replace(/[.,;:)\]}]{1,3}$/, '');
    if (!isValue(value, /[:=>]/.test(operator))) continue;
    const start = end - bare.length;
    found.push({ kind: 'secret', start, end: start + value.length });
  }
}

const NO_VALUE =
  /^(?:null|none|undefined|true|false|yes|no|required|invalid|incorrect|wrong|expired|missing|empty|unknown|not|reset|changed|forgotten|the|a|an|my|is|\*{1,200}|x{3,200}|\.{1,200}|[[({<].{0,200})$/i;

/** After a sign anything but a word about it; after "is" only what looks like a secret. */
function isValue(value: string, hasSign: boolean): boolean {
  if (NO_VALUE.test(value)) return false;
  if (hasSign) return value.length >= 3;
  return /[0-9]/.test(value) || /[a-z][A-Z]|[a-zA-Z][!@#$%^&*+=~][a-zA-Z!@#$%^&*]/.test(value);
}

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
