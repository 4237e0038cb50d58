/** What framework-process.test.ts bundles and runs in a process of its own. */
import * as z from 'zod';
import { silentLogger } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { http, queue } from '#src/functions/trigger.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { platformTimeoutOf } from '#src/hosts/gcp-functions/gcp-options.ts';
import { registerGcpFunction } from '#src/hosts/gcp-functions/register-gcp-function.ts';
import { bareDesk } from './bare-desk.ts';

const greet = defineFunction(
  {
    name: 'greet',
    trigger: http({
      method: 'POST',
      path: '/v1/greet',
      summary: 'Greets.',
      success: { status: 200, description: 'Greeted.' },
    }),
    needs: {},
    input: z.strictObject({ name: z.string() }),
    output: z.object({ text: z.string(), deadline: z.number().nullable() }),
    timeoutMs: 60_000,
  },
  async ({ input, context: { deadline } }) => {
    process.stdout.write(`greeting ${input.name}\n`);
    return { text: `Hello, ${input.name}`, deadline };
  },
);

const hum = defineFunction(
  {
    name: 'hum',
    trigger: http({
      method: 'POST',
      path: '/v1/greet',
      summary: 'Begins, and never ends.',
      success: { status: 200, description: 'Humming.' },
    }),
    needs: {},
    timeoutMs: 60_000,
  },
  async () => {
    const text = new TextEncoder().encode('hum');
    return new Response(new ReadableStream({ start: (controller) => controller.enqueue(text) }));
  },
);

const forget = defineFunction(
  { name: 'forget', trigger: queue('journeyQueue'), needs: {}, timeoutMs: 5_000 },
  async () => {
    throw new SupportError('unavailable', 'a secret of the inside');
  },
);

const functions: readonly DeskFunction[] = [greet, hum, forget];
for (const fn of functions) {
  const host = hostFunction(fn, bareDesk(silentLogger));
  registerGcpFunction(fn, async () => host, {
    tenantClaim: null,
    platformTimeoutMs: platformTimeoutOf(process.env.CLOUD_RUN_TIMEOUT_SECONDS),
    clock: systemClock,
    logger: silentLogger,
  });
}
