import { probeQuery, probeStatus } from '#src/api/probes.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const health = defineFunction(
  {
    name: 'health',
    trigger: http({
      method: 'GET',
      path: '/healthz',
      summary: 'Whether the process is alive.',
      querySchema: probeQuery,
      success: { status: 200, description: 'It is.' },
    }),
    needs: {},
    output: probeStatus,
    timeoutMs: 5_000,
  },
  async ({ desk }) => {
    return { status: 'ok' as const, version: desk.version };
  },
);
