import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineRoute } from '../route.ts';
import { articleResource, identifier } from '../schemas.ts';

export const getArticle = defineRoute({
  method: 'GET',
  path: '/v1/articles/{id}',
  operationId: 'getArticle',
  summary: 'An article of the knowledge base, as citations quote it.',
  pathSchema: z.strictObject({
    id: identifier.meta({ description: 'Names the article.', examples: ['change-email'] }),
  }),
  success: { status: 200, schema: articleResource, description: 'The article.' },
  async run({ desk, path }) {
    const article = desk.articles.get(path.id);
    if (!article) throw new SupportError('not_found', `There is no article ${path.id}.`);
    const { id, title, text, url, language, contentHash } = article;
    return { id, title, text, url, language, contentHash };
  },
});
