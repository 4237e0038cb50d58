import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { gapsPageOf, gapsQuery } from './gaps-page.ts';
import { gapsPage } from './gaps-resource.ts';

export const knowledgeGaps = defineFunction(
  {
    name: 'knowledge-gaps',
    trigger: http({
      method: 'GET',
      path: '/v1/knowledge/gaps',
      summary: 'What was asked and not answered, grouped, with drafts of what people replied.',
      querySchema: gapsQuery,
      success: { status: 200, description: 'A page of gaps in the knowledge.' },
    }),
    needs: {
      projectionStore: 'read',
      eventLog: 'read',
      knowledge: 'read',
      policy: 'read',
    },
    output: gapsPage,
    timeoutMs: 25_000,
  },
  ({ desk, context, query }) => gapsPageOf(desk, context, query),
);
