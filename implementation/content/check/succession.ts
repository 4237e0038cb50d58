/** The check of what supersedes what, of dates, and of what is easily confused. */
import type { CompanyDocument, Problem } from './company.ts';
import type { Topic } from './structure.ts';

const dayPattern = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

const listOf = (value: string | undefined): string[] =>
  (value ?? '').split(',').flatMap((one) => one.trim() || []);

/** Ids of the articles that others stand for. */
export function supersededIds(documents: CompanyDocument[]): Set<string> {
  return new Set(documents.flatMap(({ fields }) => listOf(fields.supersedes)));
}

/** Days of validity are days in order; what supersedes is younger than what it stands for. */
export function checkSuccession(documents: CompanyDocument[]): Problem[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const problems: Problem[] = [];
  for (const document of documents) {
    const { validFrom, validUntil, supersedes, updated = '' } = document.fields;
    const tell = (message: string) =>
      problems.push({ file: document.file, line: 1, message: `${document.id}: ${message}` });
    for (const day of [validFrom, validUntil]) {
      if (day !== undefined && !dayPattern.test(day)) tell(`"${day}" is no day, YYYY-MM-DD`);
    }
    if (validFrom && validUntil && validUntil < validFrom) tell('it ends before it begins');
    for (const id of listOf(supersedes)) {
      const old = byId.get(id);
      if (!old || old === document) tell(`supersedes "${id}", which is no other document`);
      else if ((old.fields.updated ?? '') >= updated) tell(`is not younger than ${id}`);
      else if (validFrom && (old.fields.validUntil ?? '') >= validFrom) tell(`${id} still holds`);
    }
  }
  return problems;
}

/** The pairs of topics that are easily confused, each once; both must be there. */
export function confusablePairs(topics: Topic[]): { pairs: Set<string>; problems: Problem[] } {
  const ids = new Set(topics.map(({ id }) => id));
  const pairs = new Set<string>();
  const problems: Problem[] = [];
  for (const { id, confusableWith = [] } of topics) {
    for (const other of confusableWith) {
      if (ids.has(other) && other !== id) pairs.add([id, other].sort().join(' '));
      else {
        const message = `${id}: is confusable with "${other}", which is no other topic`;
        problems.push({ file: 'topics.json', line: 1, message });
      }
    }
  }
  return { pairs, problems };
}
