import { baseLanguage } from '#src/agents/reading/language-reader.ts';
import { wordsFor } from '#src/agents/speaking/words-for.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';

/** What a page shows of an article. */
type Article = Pick<KnowledgeArticle, 'title' | 'text' | 'language'>;

/** Text as HTML shows it. Titles, articles and quotes go through here before they stand in a page. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface PageFrame {
  readonly company: string;
  readonly title: string;
  readonly language: string;
  /** HTML. */
  readonly main: string;
}

/** A page to read: no script, the desk's own style. */
export function framedPage({ company, title, language, main }: PageFrame): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · ${escapeHtml(company)}</title>
<link rel="icon" href="/web/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/web/page.css">
</head>
<body class="reading">
<header class="top">
<img class="mark" src="/web/favicon.svg" alt="" width="28" height="28">
<p class="top-name" lang="en"><a href="/">${escapeHtml(company)} <span class="quiet">support desk</span></a></p>
</header>
<main class="article">
${main}
</main>
</body>
</html>
`;
}

/** The article as HTML; `quote`, where the text holds it, is marked and the page opens at it. */
export function articlePage(article: Article, quote: string | null, company: string): string {
  const { title, language, text } = article;
  const start = quote ? text.indexOf(quote) : -1;
  const range = quote && start >= 0 ? { start, end: start + quote.length } : null;
  const words = wordsFor(baseLanguage(language), [language]);
  const said = range ? words.quote.marked : words.quote.gone;
  const notice = quote ? `<p class="notice" lang="${words.locale}">${said}</p>` : '';
  const body = new ArticleWriter(text, range).html();
  const main = `<article>\n<h1>${escapeHtml(title)}</h1>\n${notice}\n${body}\n</article>`;
  return framedPage({ company, title, language, main });
}

export const missingArticlePage = (company: string): string =>
  framedPage({
    company,
    title: 'Not found',
    language: 'en',
    main: '<h1>This article is not here</h1>\n<p>It may have been renamed or taken back. <a href="/">Go to the desk</a></p>',
  });

interface Line {
  readonly start: number;
  readonly text: string;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const bullet = /^ *• /;
const step = /^ *\d{1,9}\. /;
const fact = /^[^:\n]{1,60}: \S/;
const headingLength = 80;

/** Plain text as it was made from an article, back into headings, lists and paragraphs. */
class ArticleWriter {
  readonly #text: string;
  readonly #marked: Range | null;
  #anchored = false;

  constructor(text: string, marked: Range | null) {
    this.#text = text;
    this.#marked = marked;
  }

  html(): string {
    const blocks = blocksOf(this.#text);
    return blocks.map((block, index) => this.#block(block, index < blocks.length - 1)).join('\n');
  }

  #block(lines: readonly Line[], hasNext: boolean): string {
    const [first] = lines;
    if (!first) return '';
    const all = (pattern: RegExp) => lines.every(({ text }) => pattern.test(text));
    if (all(bullet)) return `<ul>${lines.map((line) => this.#item(line, bullet)).join('')}</ul>`;
    if (all(step)) return `<ol>${lines.map((line) => this.#numbered(line)).join('')}</ol>`;
    if (lines.length > 1 && all(fact)) {
      return `<ul class="table">${lines.map((line) => this.#fact(line)).join('')}</ul>`;
    }
    if (lines.length > 1) return `<pre tabindex="0">${this.#span(first.start, endOf(lines))}</pre>`;
    const tag = hasNext && isHeading(first.text) ? 'h2' : 'p';
    return `<${tag}>${this.#span(first.start, endOf(lines))}</${tag}>`;
  }

  #item(line: Line, prefix: RegExp): string {
    const from = line.start + (prefix.exec(line.text)?.[0].length ?? 0);
    return `<li>${this.#span(from, line.start + line.text.length)}</li>`;
  }

  #numbered(line: Line): string {
    const value = Number.parseInt(line.text, 10);
    return this.#item(line, step).replace('<li>', `<li value="${value}">`);
  }

  #fact(line: Line): string {
    const colon = line.start + line.text.indexOf(':') + 1;
    const name = this.#span(line.start, colon);
    return `<li><b>${name}</b>${this.#span(colon, line.start + line.text.length)}</li>`;
  }

  /** The text between two offsets, with what of it is marked. */
  #span(start: number, end: number): string {
    const part = (from: number, to: number) =>
      escapeHtml(this.#text.slice(from, Math.max(from, to)));
    const from = Math.max(start, this.#marked?.start ?? end);
    const to = Math.min(end, this.#marked?.end ?? start);
    if (from >= to) return part(start, end);
    const anchor = this.#anchored ? '' : ' id="quote"';
    this.#anchored = true;
    return `${part(start, from)}<mark${anchor}>${part(from, to)}</mark>${part(to, end)}`;
  }
}

const endOf = (lines: readonly Line[]): number => {
  const last = lines.at(-1);
  return last ? last.start + last.text.length : 0;
};

/** A short line of its own that ends like a title and not like a sentence. */
const isHeading = (text: string): boolean =>
  text.length <= headingLength && !/[.:;,!…]$/u.test(text.trimEnd());

/** Runs of lines between blank ones. */
function blocksOf(text: string): Line[][] {
  const blocks: Line[][] = [[]];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push({ start, text: line });
    start += line.length + 1;
  }
  return blocks.filter((block) => block.length > 0);
}
