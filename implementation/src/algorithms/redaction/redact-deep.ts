import { type PersonalKind, PLACEHOLDER } from './personal-kinds.ts';
import type { RedactionSession } from './redaction-session.ts';

const MOST_DEPTH = 12;
const MOST_VALUES = 2_000;
const MOST_CHARACTERS = 100_000;

/** Fields whose whole value is a secret, whatever it looks like. */
const SECRET_FIELD =
  /^(?:.{0,40}[_-])?(?:password|passwd|pwd|passphrase|secret|token|api_?key|authorization|cookie|set-cookie|credentials?|private_?key|cvv2?|cvc2?|pin|otp)$/i;
const CAMEL_SECRET_FIELD =
  /^[A-Za-z0-9]{0,40}(?:Password|Passphrase|Secret|Token|ApiKey|PrivateKey|AccessKey|Credentials?)$/;
/** Fields of people, whose values have no form of their own, or one that many numbers have. */
const PERSONAL_FIELDS: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'name',
    /^(?:(?:first|last|full|given|family|middle|customer|user|display|contact)[_-]?name|surname|cardholder)$/i,
  ],
  ['phone', /^(?:(?:tele)?phone|mobile|fax)(?:[_-]?(?:number|no))?$/i],
  ['ssn', /^(?:ssn|itin|social[_-]?security(?:[_-]?number)?)$/i],
  ['national-id', /^(?:tax|national|passport)[_-]?(?:id|number|no)$/i],
  ['birth-date', /^(?:dob|birth[_-]?(?:date|day)|date[_-]?of[_-]?birth)$/i],
];
const ONE_PLACEHOLDER = new RegExp(`^${PLACEHOLDER.source}$`);

interface Walk {
  redact: (text: string) => string;
  session: RedactionSession;
  above: Set<object>;
  values: number;
  characters: number;
}

/**
 * A plain copy of a value with every text in it redacted, keys included. Maps and sets become
 * arrays, errors and class instances objects, bytes their length. What refers to itself, is too deep
 * or too much is named instead of copied. Never throws, whatever getters and proxies do.
 */
export function redactDeep(
  value: unknown,
  redact: (text: string) => string,
  session: RedactionSession,
): unknown {
  return copyOf(value, { redact, session, above: new Set(), values: 0, characters: 0 });
}

function copyOf(value: unknown, walk: Walk): unknown {
  walk.values += 1;
  if (walk.values > MOST_VALUES) return '[too many values]';
  switch (typeof value) {
    case 'string':
      return redacted(value, walk);
    case 'number':
    case 'bigint':
      return redactedNumber(value, walk);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : copyOfObject(value, walk);
    default:
      return value;
  }
}

function redacted(text: string, walk: Walk): string {
  // What does not fit is dropped whole: half a card number would be no card number.
  if (walk.characters + text.length > MOST_CHARACTERS) return `[${text.length} characters]`;
  walk.characters += text.length;
  return walk.redact(text);
}

/**
 * A number that is a card becomes its placeholder. Shorter ones are amounts, sizes and times: they
 * stay numbers, unless their field says something else.
 */
function redactedNumber(value: number | bigint, walk: Walk): unknown {
  const text = String(value);
  if (!/^[0-9]{12,19}$/.test(text)) return typeof value === 'bigint' ? text : value;
  const copy = redacted(text, walk);
  return copy === text && typeof value === 'number' ? value : copy;
}

function copyOfObject(value: object, walk: Walk): unknown {
  if (walk.above.has(value)) return '[circular]';
  if (walk.above.size >= MOST_DEPTH) return '[too deep]';
  walk.above.add(value);
  try {
    return copyOfParts(value, walk);
  } catch {
    return '[unreadable]';
  } finally {
    walk.above.delete(value);
  }
}

function copyOfParts(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return copyOfList(value, walk);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL || value instanceof RegExp) return redacted(String(value), walk);
  if (value instanceof Map || value instanceof Set) return copyOfList(value, walk);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `[${value.byteLength} bytes]`;
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return copyOf(value.toJSON(), walk);
  }
  return copyOfFields(value, walk);
}

function copyOfList(values: Iterable<unknown>, walk: Walk): unknown[] {
  const copy: unknown[] = [];
  for (const value of values) {
    copy.push(copyOf(value, walk));
    if (walk.values > MOST_VALUES) break;
  }
  return copy;
}

function copyOfFields(value: object, walk: Walk): unknown {
  const keys = Object.keys(value);
  if (value instanceof Error) keys.unshift('name', 'message', 'stack', 'cause');
  const copy = new Map<string, unknown>();
  for (const key of new Set(keys)) {
    if (!(key in value)) continue;
    let name = redacted(key, walk);
    while (copy.has(name)) name += '~';
    copy.set(name, copyOfField(key, fieldOf(value, key), walk));
    if (walk.values > MOST_VALUES) break;
  }
  // Defines fields, where assigning to `__proto__` would not.
  return Object.fromEntries(copy);
}

function fieldOf(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return '[unreadable]';
  }
}

/** The whole value, where the name of its field announces something personal. */
function copyOfField(key: string, value: unknown, walk: Walk): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return copyOf(value, walk);
  const text = String(value);
  const kind = kindOfField(key);
  if (kind === undefined || text === '' || ONE_PLACEHOLDER.test(text)) return copyOf(value, walk);
  walk.values += 1;
  walk.session.reserve(text);
  return walk.session.placeholderOf(kind, text);
}

function kindOfField(key: string): PersonalKind | undefined {
  if (SECRET_FIELD.test(key) || CAMEL_SECRET_FIELD.test(key)) return 'secret';
  return PERSONAL_FIELDS.find(([, names]) => names.test(key))?.[0];
}
