import { basename } from 'node:path';
import * as z from 'zod';
import { contentHash } from '#src/foundation/identity.ts';
import type { KnowledgeArticle } from './content.ts';
import {
  ContentError,
  DraftError,
  type FrontMatter,
  parseFields,
  parseFrontMatter,
} from './front-matter.ts';
import { markdownText } from './markdown-text.ts';
import type { ReadableText } from './readable-text.ts';

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
  /** Days in UTC; the last one is still part of it. */
  validFrom: day.optional(),
  validUntil: day.optional(),
  /** Ids of articles that this one stands for, with commas between them. */
  supersedes: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(id))
    .optional(),
  /** Which article this one says in another language; for those who look after both. */
  translationOf: id.optional(),
  /** Not read by a person yet: it is not taken in. */
  draft: z.enum(['true', 'false'], 'a draft says true or false').optional(),
});
export type ArticleFields = z.infer<typeof articleFields>;

/** The same where the document itself, or who loads it, can say the rest. */
const documentFields = articleFields.partial() as unknown as z.ZodType<DocumentFields>;
export type DocumentFields = {
  readonly [Name in keyof ArticleFields]?: Exclude<ArticleFields[Name], undefined>;
};

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
  const article = checked(articleFields, fields);
  const name = basename(file, '.md');
  if (article.id !== name) {
    const line = fields.get('id')?.line ?? 1;
    throw new ContentError(line, `the id ${article.id} is not the name of the file`);
  }
  const { text, sections } = markdownText(body);
  if (text === '') throw new ContentError(bodyLine, 'there is no text');
  return articleFrom(article, { text, sections });
}

/**
 * The fields of a document that has no front matter of its own, from lines of `key: value`.
 * @throws ContentError with the line of what is wrong.
 */
export function documentFieldsOf(source: string): DocumentFields {
  return checked(documentFields, parseFields(source.split(/\r\n|\n/), 0));
}

/** The same from pairs that stand on one line, or on none that can be named. */
export function documentFieldsFrom(
  pairs: Readonly<Record<string, string>>,
  line: number,
): DocumentFields {
  const entries = Object.entries(pairs).map(([key, value]) => [key, { value, line }] as const);
  return checked(documentFields, new Map(entries));
}

function checked<Fields extends ArticleFields | DocumentFields>(
  schema: z.ZodType<Fields>,
  fields: FrontMatter['fields'],
): Fields {
  const values = Object.fromEntries([...fields].map(([key, { value }]) => [key, value]));
  const parsed = schema.safeParse(values);
  const lineOf = (key: string) => fields.get(key)?.line ?? 1;
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
    const missing = !fields.has(String(key));
    const message = missing ? `expected "${String(key)}"` : `${issue?.message}`;
    throw new ContentError(lineOf(String(key)), message);
  }
  if (parsed.data.draft === 'true') throw new DraftError(lineOf('draft'));
  const { id: own, validFrom, validUntil, supersedes } = parsed.data;
  if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom) {
    throw new ContentError(lineOf('validUntil'), 'it ends before it begins');
  }
  if (own !== undefined && supersedes?.includes(own)) {
    throw new ContentError(lineOf('supersedes'), 'it cannot supersede itself');
  }
  return parsed.data;
}

export function faqArticleOf(row: FaqRow): KnowledgeArticle {
  const { text, ...fields } = row;
  return articleFrom({ ...fields, kind: 'faq', audience: 'everyone' }, markdownText(text));
}

/** An article of these fields and this text. */
export function articleFrom(fields: ArticleFields, readable: ReadableText): KnowledgeArticle {
  const { title, product, validFrom, validUntil, supersedes = [] } = fields;
  const { text, sections } = readable;
  return {
    id: fields.id,
    title,
    text,
    url: `/articles/${fields.id}`,
    contentHash: contentHash(`${title}\n${text}`),
    language: fields.language,
    kind: fields.kind,
    area: fields.area,
    audience: fields.audience,
    updated: fields.updated,
    sections,
    ...(product !== undefined && { product }),
    ...(validFrom !== undefined && { validFromMs: Date.parse(validFrom) }),
    ...(validUntil !== undefined && { validUntilMs: Date.parse(validUntil) + dayMs }),
    ...(supersedes.length > 0 && { supersedes }),
  };
}

const dayMs = 24 * 60 * 60 * 1000;
