import { basename } from 'node:path';
import * as z from 'zod';
import { contentHash } from '#src/foundation/identity.ts';
import type { KnowledgeArticle } from './content.ts';
import { ContentError, parseFrontMatter } from './front-matter.ts';
import { markdownText } from './markdown-text.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'an id is a–z, 0–9 and -');
const day = z.iso.date('a day is YYYY-MM-DD');
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 code');

const articleFields = z.strictObject({
  id,
  title: z.string().min(1).max(300),
  kind: z.string(),
  area: z.string(),
  product: z.string().optional(),
  audience: z.string(),
  language,
  updated: day,
});

/** A line of `faqs.jsonl`: the title is the customer's question, the text its short answer. */
export const faqRow = z.strictObject({
  id,
  title: z.string().trim().min(1).max(300),
  text: z.string().trim().min(1),
  area: z.string().min(1),
  language,
  updated: day,
});
export type FaqRow = z.infer<typeof faqRow>;

/**
 * The article in a Markdown file.
 * @throws ContentError with the line of what is wrong.
 */
export function articleOf(file: string, source: string): KnowledgeArticle {
  const { fields, body, bodyLine } = parseFrontMatter(source);
  const values = Object.fromEntries([...fields].map(([key, { value }]) => [key, value]));
  const parsed = articleFields.safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
    const line = fields.get(String(key))?.line ?? 1;
    const missing = !fields.has(String(key));
    throw new ContentError(line, missing ? `expected "${String(key)}"` : `${issue?.message}`);
  }
  const article = parsed.data;
  const name = basename(file, '.md');
  if (article.id !== name) {
    const line = fields.get('id')?.line ?? 1;
    throw new ContentError(line, `the id ${article.id} is not the name of the file`);
  }
  const { text, sections } = markdownText(body);
  if (text === '') throw new ContentError(bodyLine, 'there is no text');
  return {
    ...placed(article.id, article.title, text),
    language: article.language,
    kind: article.kind,
    area: article.area,
    audience: article.audience,
    updated: article.updated,
    sections,
  };
}

export function faqArticleOf(row: FaqRow): KnowledgeArticle {
  const { text, sections } = markdownText(row.text);
  return {
    ...placed(row.id, row.title, text),
    language: row.language,
    kind: 'faq',
    area: row.area,
    audience: 'everyone',
    updated: row.updated,
    sections,
  };
}

const placed = (articleId: string, title: string, text: string) => ({
  id: articleId,
  title,
  text,
  url: `/articles/${articleId}`,
  contentHash: contentHash(`${title}\n${text}`),
});
