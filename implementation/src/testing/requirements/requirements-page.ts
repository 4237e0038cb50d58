import { readCode } from '../house-rules/source-file.ts';
import type { Proof } from '../verifies.ts';
import { type Citation, readCitations } from './citations.ts';
import { type Register, type RegisterRow, readRegister } from './register.ts';

const proofs: readonly Proof[] = ['real part', 'protocol', 'static check'];

const introduction = `# Requirements

Generated from docs/requirements.json (the rows) and from the tests that cite them; write it anew with
\`npx node scripts/write-requirements.ts\`. A test cites a row by its title,
\`test(verifies('v1.queue', 'real part', 'what it shows'), …)\`, and says what it runs against:

- **real part**: the part that the row names, running.
- **protocol**: the part's protocol, where no machine of the project can run the part itself.
- **static check**: the code or a document, read.

A row without a test says *not yet*. On CI a cited test that is skipped fails the run.`;

/** The text of docs/requirements.md for the tests as they are. */
export function writeRequirements(): string {
  const register = readRegister();
  const ids = new Set(register.flatMap(({ rows }) => rows.map(({ id }) => id)));
  return renderRequirements(register, readCitations(readCode(), ids).citations);
}

/** The page for these rows and citations; the order of the citations does not matter. */
export function renderRequirements(register: Register, citations: readonly Citation[]): string {
  const cited = Map.groupBy(citations, ({ row }) => row);
  const summary = register.map(({ version, rows }) => summaryLine(version, rows, cited));
  const versions = register.map(({ version, rows }) => {
    const lines = rows.map((row) => rowLine(row, cited.get(row.id) ?? []));
    return [`## ${version}`, '', '| id | must work | proved by |', '| --- | --- | --- |', ...lines];
  });
  const heads = ['version', 'rows', ...proofs, 'not yet'];
  return [
    introduction,
    '',
    `| ${heads.join(' | ')} |`,
    `|${' --- |'.repeat(heads.length)}`,
    ...summary,
    ...versions.flatMap((lines) => ['', ...lines]),
    '',
  ].join('\n');
}

/** Counts each row once, by its strongest proof. */
function summaryLine(
  version: string,
  rows: readonly RegisterRow[],
  cited: ReadonlyMap<string, readonly Citation[]>,
): string {
  const best = rows.map(({ id }) => {
    const kinds = (cited.get(id) ?? []).map(({ proof }) => proof);
    return proofs.find((proof) => kinds.includes(proof)) ?? 'not yet';
  });
  const counts = [...proofs, 'not yet'].map((kind) => best.filter((one) => one === kind).length);
  return `| ${[version, rows.length, ...counts].join(' | ')} |`;
}

function rowLine({ id, mustWork, replacedBy }: RegisterRow, citations: Citation[]): string {
  const tests = citations
    .map(({ file, what, proof }) => `${proof}: [${escapeCell(what)}](../${file})`)
    .sort();
  const proved = tests.length > 0 ? tests.join('<br>') : 'not yet';
  const replaced = replacedBy ? `<br>replaced by: ${escapeCell(replacedBy)}` : '';
  return `| ${id} | ${escapeCell(mustWork)}${replaced} | ${proved} |`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
