/** What is looked at of what zod found wrong; the one who calls it knows the schema. */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * What is wrong with a value, to be read after its name: for people who never heard of the library
 * that found it. `given` is the whole that was looked at; nothing of it is repeated.
 */
export function issueWords(issue: Issue, given: unknown): string {
  const { code, message, expected, minimum, maximum, values, keys } = issue;
  if (code === 'unrecognized_keys') {
    const names = (keys ?? []).slice(0, 5).map((key) => JSON.stringify(key.slice(0, 60)));
    return `has no field ${names.join(', ')}`;
  }
  const isMissing = valueAt(given, issue.path) === undefined;
  switch (code) {
    case 'invalid_type': {
      const kind = kinds[String(expected)];
      if (!kind) return message;
      return isMissing ? `is missing; it must be ${kind}` : `must be ${kind}`;
    }
    case 'invalid_value': {
      const choice = `must be ${(values ?? []).map((value) => JSON.stringify(value)).join(' or ')}`;
      return isMissing ? `is missing; it ${choice}` : choice;
    }
    case 'too_small':
      return minimum === 1 && unitOf(issue) !== '' ? 'must not be empty' : least(issue, minimum);
    case 'too_big':
      return unitOf(issue) === '' ? `must be at most ${maximum}` : most(issue, maximum);
    default:
      return message;
  }
}

const unitOf = ({ origin }: Issue): string =>
  origin === 'string' ? 'characters' : origin === 'array' ? 'entries' : '';

const least = (issue: Issue, minimum: unknown): string =>
  unitOf(issue) === ''
    ? `must be at least ${minimum}`
    : `must have at least ${minimum} ${unitOf(issue)}`;

const most = (issue: Issue, maximum: unknown): string =>
  `must have at most ${maximum} ${unitOf(issue)}`;

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<PropertyKey, unknown>)[key];
  }, given);
}
