import { escapeHtml } from '#src/api/article-page.ts';
import { indexFile, readWebFile } from '#src/api/web-files.ts';

const pages = new Map<string, string>();

/** The page with the company's name in it; its file is read once. */
export function indexPage(company: string): string {
  let page = pages.get(company);
  if (page === undefined) {
    page = readWebFile(indexFile).replaceAll('{{company}}', escapeHtml(company));
    pages.set(company, page);
  }
  return page;
}
