import * as z from 'zod';
import { defineRoute } from '../route.ts';

/** Probes append what they like, against caches for instance. */
const querySchema = z.looseObject({});

const status = z.strictObject({
  status: z.literal('ok').describe('It is well; otherwise there is a problem instead.'),
  version: z.string().describe('The version of the desk that runs.'),
});

export const getHealth = defineRoute({
  method: 'GET',
  path: '/healthz',
  operationId: 'health',
  summary: 'Whether the process is alive.',
  querySchema,
  success: { status: 200, schema: status, description: 'It is.' },
  async run({ desk }) {
    return { status: 'ok', version: desk.version };
  },
});

export const getReadiness = defineRoute({
  method: 'GET',
  path: '/readyz',
  operationId: 'readiness',
  summary: 'Whether chat answers: 503 with a problem while it would not.',
  querySchema,
  success: { status: 200, schema: status, description: 'It does.' },
  async run({ desk }) {
    await desk.checkReady();
    return { status: 'ok', version: desk.version };
  },
});

export const getPrometheusMetrics = defineRoute({
  method: 'GET',
  path: '/metrics',
  operationId: 'prometheusMetrics',
  summary: 'Metrics in Prometheus text format.',
  querySchema,
  success: { status: 200, contentType: 'text/plain', description: 'The metrics.' },
  async run({ desk, context }) {
    const { contentType, text } = await desk.renderMetrics();
    const headers = {
      'content-type': contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': context.requestId,
    };
    return new Response(text, { headers });
  },
});
