import { findKnownNames } from './find-known-names.ts';
import { finders } from './finders.ts';
import { foldText } from './folded-text.ts';
import { findNamesOfEmails } from './names-of-emails.ts';
import { type Candidate, type PersonalKind, personalKinds } from './personal-kinds.ts';
import { redactDeep } from './redact-deep.ts';
import { RedactionSession } from './redaction-session.ts';
import { selectorOf } from './text-marks.ts';
import { SHORTEST_IDENTIFIER, withoutIdentifiers } from './without-identifiers.ts';
import { withoutOverlaps } from './without-overlaps.ts';

export interface RedactorOptions {
  /** Kinds to take out; all of them unless told. */
  kinds?: readonly PersonalKind[];
  /** Names of people that every session knows. */
  names?: readonly string[];
  /** What everybody may see, in any case: the desk's own addresses and numbers. */
  publicValues?: readonly string[];
}

/** A place that was taken out. The value itself is `source.slice(start, end)`, and stays there. */
export interface RedactedSpan {
  kind: PersonalKind;
  /** Offset in the source, in UTF-16 code units. */
  start: number;
  /** Offset behind the last unit. */
  end: number;
  placeholder: string;
}

export interface Redacted {
  text: string;
  /** In order of the source, apart from each other. */
  spans: RedactedSpan[];
}

export interface Redactor {
  /** A session for one request; `names` are the people known to take part. */
  session(names?: Iterable<string>): RedactionSession;
  /** Replaces personal data by placeholders. Never throws; linear in the length of the text. */
  redact(text: string, session?: RedactionSession): Redacted;
  /** The same for everything inside a value, as a plain copy; see {@link redactDeep}. */
  redactDeep(value: unknown, session?: RedactionSession): unknown;
}

interface Scope {
  kinds: ReadonlySet<PersonalKind>;
  publicValues: ReadonlySet<string>;
}

const findersFor = selectorOf(finders);

/** After so many rounds a text that was made to need more of them is left as it is. */
const MOST_ROUNDS = 8;

/** A redactor of texts and values; it keeps nothing between calls, the session does. */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  const scope: Scope = {
    kinds: new Set(options.kinds ?? personalKinds),
    publicValues: new Set(options.publicValues?.map((value) => value.toLowerCase())),
  };
  const session = (names: Iterable<string> = []) =>
    new RedactionSession([...(options.names ?? []), ...names]);
  const redact = (text: string, given?: RedactionSession): Redacted => {
    const used = given ?? session();
    used.reserve(text);
    return replaced(text, placesIn(text, scope, used), used);
  };
  return {
    session,
    redact,
    redactDeep: (value, given) => {
      const used = given ?? session();
      return redactDeep(value, (text) => redact(text, used).text, used);
    },
  };
}

/** Looks again beside what was found until nothing more turns up: so redacting twice is in vain. */
function placesIn(text: string, scope: Scope, session: RedactionSession): Candidate[] {
  const places: Candidate[] = [];
  let sought = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const folded = foldText(text, places);
    const candidates = candidatesIn(folded.text, scope, session, sought);
    sought = session.names.size;
    const found = withoutOverlaps(folded.text, candidates);
    if (found.length === 0) break;
    for (const { kind, start, end } of found) {
      places.push({ kind, start: folded.startOf(start), end: folded.endOf(end) });
    }
    places.sort((left, right) => left.start - right.start);
  }
  return places;
}

/** @param sought How many of the session's names were looked for before, in all of the text. */
function candidatesIn(
  text: string,
  scope: Scope,
  session: RedactionSession,
  sought: number,
): Candidate[] {
  const found: Candidate[] = [];
  const { items, groups, run } = findersFor(text);
  for (const { find } of items) find(text, found, groups);
  if (scope.kinds.has('name')) {
    findNamesOfEmails(text, found);
    for (const { kind, start, end } of found) {
      if (kind === 'name') session.learnName(text.slice(start, end));
    }
    if (session.names.size > sought) findKnownNames(text, session.names, found);
  }
  const own = run < SHORTEST_IDENTIFIER ? found : withoutIdentifiers(text, found);
  return own.filter(
    ({ kind, start, end }) =>
      scope.kinds.has(kind) && !scope.publicValues.has(text.slice(start, end).toLowerCase()),
  );
}

function replaced(
  source: string,
  places: readonly Candidate[],
  session: RedactionSession,
): Redacted {
  const spans: RedactedSpan[] = [];
  let text = '';
  let done = 0;
  for (const { kind, start, end } of places) {
    const placeholder = session.placeholderOf(kind, source.slice(start, end));
    text += source.slice(done, start) + placeholder;
    spans.push({ kind, start, end, placeholder });
    done = end;
  }
  return { text: text + source.slice(done), spans };
}
