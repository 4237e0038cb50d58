import { AlgorithmError } from '#src/algorithms/algorithm-error.ts';
import { parseCsv } from '#src/algorithms/csv.ts';
import { contentHash } from '#src/foundation/identity.ts';
import { type ArticleFields, articleFrom, documentFieldsFrom } from './articles.ts';
import type { KnowledgeArticle } from './content.ts';
import { ContentError } from './front-matter.ts';
import { markdownText } from './markdown-text.ts';

/** Columns that say of a row what front matter says of an article; any others are left alone. */
const fieldColumns = new Set(
  'id kind area product audience language updated validFrom validUntil supersedes draft'.split(' '),
);

/**
 * Questions with their answers, an article each: CSV with the columns `question` and `answer`. A row
 * without an id gets one that stays the same while its question does.
 * @throws AlgorithmError, or ContentError with the line of what is wrong.
 */
export function questionArticles(
  source: string,
  name: string,
  defaults: Omit<ArticleFields, 'id' | 'title'>,
): KnowledgeArticle[] {
  const [header, ...rows] = parseCsv(source);
  const columns = (header?.fields ?? []).map((one) => one.trim());
  for (const column of ['question', 'answer']) {
    if (columns.includes(column)) continue;
    const message = `no column "${column}" in the header; it names question,answer and may name others`;
    throw new ContentError(header?.line ?? 1, message);
  }
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) !== at);
  if (twice !== undefined) throw new ContentError(1, `the column "${twice}" occurs twice`);
  if (rows.length === 0) throw new ContentError(1, 'there are no questions in it');
  const lines = new Map<string, number>();
  return rows.map(({ line, fields }) => {
    if (fields.length !== columns.length) {
      const message = `${fields.length} fields where the header has ${columns.length}`;
      throw new AlgorithmError('invalid_argument', message, line);
    }
    const cells = new Map(columns.map((column, at) => [column, (fields[at] ?? '').trim()]));
    const article = articleOfRow(cells, line, name, defaults);
    const earlier = lines.get(article.id);
    if (earlier !== undefined) {
      throw new ContentError(line, `the id ${article.id} is already that of line ${earlier}`);
    }
    lines.set(article.id, line);
    return article;
  });
}

function articleOfRow(
  cells: ReadonlyMap<string, string>,
  line: number,
  name: string,
  defaults: Omit<ArticleFields, 'id' | 'title'>,
): KnowledgeArticle {
  const question = cells.get('question') ?? '';
  const readable = markdownText(cells.get('answer') ?? '');
  if (question === '') throw new ContentError(line, 'the question is empty');
  if (readable.text === '') throw new ContentError(line, 'the answer is empty');
  const given = [...cells].filter(([column, value]) => fieldColumns.has(column) && value !== '');
  const own = documentFieldsFrom({ title: question, ...Object.fromEntries(given) }, line);
  const id = own.id ?? `${name.slice(0, 91)}-${contentHash(question).slice(0, 8)}`;
  return articleFrom({ ...defaults, ...own, id, title: question }, readable);
}
