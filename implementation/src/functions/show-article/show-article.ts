import * as z from 'zod';
import { articlePage, missingArticlePage } from '#src/api/article-page.ts';
import { html, pageResponse } from '#src/api/page-response.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

/** An article as a page, at the passage that an answer quotes. */
export const showArticle = defineFunction(
  {
    name: 'show-article',
    trigger: http({
      method: 'GET',
      path: '/articles/{id}',
      summary: 'An article, opened at the passage that is quoted.',
      pathSchema: z.strictObject({ id: z.string() }),
      querySchema: z.looseObject({ quote: z.string().optional() }),
      forPeople: true,
      success: { status: 200, contentType: 'text/html', description: 'The article.' },
    }),
    needs: { knowledge: 'read', policy: 'read' },
    timeoutMs: 5_000,
  },
  async ({ desk, context, path, query, request }) => {
    const { company } = desk.policy;
    const article = desk.knowledge.get(path.id);
    const show = (page: string, status: number) =>
      pageResponse(context.requestId, request, page, html, status);
    if (article) return show(articlePage(article, query.quote ?? null, company), 200);
    // A program takes a problem's JSON.
    const isBrowser = (request.headers.get('accept') ?? '').includes('text/html');
    if (isBrowser) return show(missingArticlePage(company), 404);
    throw new SupportError('not_found', `There is no article ${path.id.slice(0, 200)}.`);
  },
);
