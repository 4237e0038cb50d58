import { probeQuery, probeStatus } from '#src/api/probes.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const readiness = defineFunction(
  {
    name: 'readiness',
    trigger: http({
      method: 'GET',
      path: '/readyz',
      summary: 'Whether chat answers: 503 with a problem while it would not.',
      querySchema: probeQuery,
      success: { status: 200, description: 'It does.' },
    }),
    needs: { readiness: 'check' },
    output: probeStatus,
    timeoutMs: 5_000,
  },
  async ({ desk }) => {
    await desk.readiness();
    return { status: 'ok' as const, version: desk.version };
  },
);
