/**
 * Reads a sample company's folder into plain records that keep their file and line,
 * so that every check can say where a problem stands. Knows the formats, no company.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One finding of a check: where it stands and what was expected there. */
export interface Problem {
  file: string;
  line: number;
  message: string;
}

/** An article or a FAQ. `firstLine` is the file line on which `text` begins. */
export interface CompanyDocument {
  id: string;
  title: string;
  kind: string;
  area: string;
  file: string;
  firstLine: number;
  text: string;
  fields: Record<string, string>;
}

/** One line of a .jsonl file with its place. */
export interface Row {
  file: string;
  line: number;
  value: Record<string, unknown>;
}

export interface Company {
  documents: CompanyDocument[];
  problems: Problem[];
}

const fence = '---';

/** Splits front matter (`key: value` lines between two `---`) from the Markdown below it. */
export function parseArticle(file: string, source: string): CompanyDocument | Problem {
  const lines = source.split('\n');
  const end = lines.indexOf(fence, 1);
  if (lines[0] !== fence || end < 0) {
    return { file, line: 1, message: 'expected front matter between two lines of ---' };
  }
  const fields: Record<string, string> = {};
  for (let index = 1; index < end; index++) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(': ');
    if (colon < 1) {
      return { file, line: index + 1, message: `expected "key: value", found "${line}"` };
    }
    fields[line.slice(0, colon)] = line.slice(colon + 2).trim();
  }
  return {
    id: fields.id ?? '',
    title: fields.title ?? '',
    kind: fields.kind ?? '',
    area: fields.area ?? '',
    file,
    firstLine: end + 2,
    text: lines.slice(end + 1).join('\n'),
    fields,
  };
}

/** Reads a .jsonl file; a line that is no JSON object becomes a problem. A missing file is empty. */
export function readRows(folder: string, file: string): { rows: Row[]; problems: Problem[] } {
  const rows: Row[] = [];
  const problems: Problem[] = [];
  const path = join(folder, file);
  if (!existsSync(path)) return { rows, problems };
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error();
      rows.push({ file, line: index + 1, value: { ...value } });
    } catch {
      problems.push({ file, line: index + 1, message: 'expected one JSON object on the line' });
    }
  }
  return { rows, problems };
}

/** The text under `key`, or the empty string where it is missing or no text. */
export function textOf(row: Row, key: string): string {
  const value = row.value[key];
  return typeof value === 'string' ? value : '';
}

export function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Reads all articles and FAQs of the folder. */
export function readCompany(folder: string): Company {
  const documents: CompanyDocument[] = [];
  const problems: Problem[] = [];
  const articles = join(folder, 'articles');
  const names = existsSync(articles) ? readdirSync(articles).sort() : [];
  for (const name of names.filter((entry) => entry.endsWith('.md'))) {
    const parsed = parseArticle(`articles/${name}`, readFileSync(join(articles, name), 'utf8'));
    if ('message' in parsed) problems.push(parsed);
    else documents.push(parsed);
  }
  const faqs = readRows(folder, 'faqs.jsonl');
  problems.push(...faqs.problems);
  for (const row of faqs.rows) {
    const fields: Record<string, string> = {};
    for (const key of Object.keys(row.value)) fields[key] = textOf(row, key);
    documents.push({
      id: textOf(row, 'id'),
      title: textOf(row, 'title'),
      kind: 'faq',
      area: textOf(row, 'area'),
      file: row.file,
      firstLine: row.line,
      text: textOf(row, 'text'),
      fields,
    });
  }
  return { documents, problems };
}

/** Title and text without the targets of links, in which digits mean nothing. */
export function textOfLinks({ title, text }: CompanyDocument): string {
  return `${title}\n${text.replace(/\]\([^)]*\)/g, ']')}`;
}
