import * as z from 'zod';
import { html, pageResponse } from '#src/api/page-response.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { indexPage } from './web-page.ts';

/** The page for customers and people who work at the desk. */
export const showDesk = defineFunction(
  {
    name: 'show-desk',
    trigger: http({
      method: 'GET',
      path: '/',
      summary: 'The page of the desk.',
      querySchema: z.looseObject({}),
      forPeople: true,
      success: { status: 200, contentType: 'text/html', description: 'The page.' },
    }),
    needs: { policy: 'read' },
    timeoutMs: 5_000,
  },
  async ({ desk, context, request }) =>
    pageResponse(context.requestId, request, indexPage(desk.policy.company), html),
);
