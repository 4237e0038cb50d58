import { probeQuery } from '#src/api/probes.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const prometheusMetrics = defineFunction(
  {
    name: 'prometheus-metrics',
    trigger: http({
      method: 'GET',
      path: '/metrics',
      summary: 'Metrics in Prometheus text format.',
      querySchema: probeQuery,
      success: { status: 200, contentType: 'text/plain', description: 'The metrics.' },
    }),
    needs: { metricsText: 'read' },
    timeoutMs: 5_000,
  },
  async ({ desk, context }) => {
    const { contentType, text } = await desk.metricsText();
    const headers = {
      'content-type': contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': context.requestId,
    };
    return new Response(text, { headers });
  },
);
