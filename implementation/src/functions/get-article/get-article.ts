import * as z from 'zod';
import { articleResource, identifier } from '#src/api/schemas.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const getArticle = defineFunction(
  {
    name: 'get-article',
    trigger: http({
      method: 'GET',
      path: '/v1/articles/{id}',
      summary: 'An article of the knowledge base, as citations quote it.',
      pathSchema: z.strictObject({
        id: identifier.meta({ description: 'Names the article.', examples: ['change-email'] }),
      }),
      success: { status: 200, description: 'The article.' },
    }),
    needs: { knowledge: 'read' },
    output: articleResource,
    timeoutMs: 5_000,
  },
  async ({ desk, path }) => {
    const article = desk.knowledge.get(path.id);
    if (!article) throw new SupportError('not_found', `There is no article ${path.id}.`);
    const { id, title, text, url, language, contentHash } = article;
    return { id, title, text, url, language, contentHash };
  },
);
