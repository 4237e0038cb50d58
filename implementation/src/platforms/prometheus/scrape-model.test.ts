import { describe, expect, it } from 'vitest';
import { clientOf } from '#src/testing/api/client.ts';
import { startDesk } from '#src/testing/api/started-desk.ts';
import type { ModelServer } from '#src/testing/model-servers/model-server.ts';
import { failing, listing, startModelServer } from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { promtool, skipsWithoutPrometheus } from '#src/testing/prometheus-programs.ts';
import type { TestPrometheus } from '#src/testing/prometheus-server.ts';
import { startTestPrometheus } from '#src/testing/prometheus-server.ts';
import { verifies } from '#src/testing/verifies.ts';

/** A model that is asked for every answer, at a dollar for a thousand tokens. */
const configurationFor = ({ origin }: ModelServer) => ({
  model: {
    provider: 'openai',
    name: 'model-1',
    baseUrl: `${origin}/v1`,
    price: { inputPerMillionUsd: 1_000, outputPerMillionUsd: 1_000 },
  },
  brain: { classify: 'statistical', answer: 'model' },
  spending: { dailyCapUsd: 1_000 },
});

const message = 'How do I change my e-mail address?';
const answer = { text: ['{"claims":[],"confidence":0}'], usage: { input: 900, output: 100 } };

/** Three calls that are paid and one that is refused, then what Prometheus knows of them. */
async function expectCallsAreKnown(
  prometheus: TestPrometheus,
  server: ModelServer,
  deskUrl: string,
): Promise<void> {
  const call = clientOf(fetch, deskUrl);
  const calls = 'supportmax_model_calls_total';
  await prometheus.untilValue(`count(${calls}{model="model-1"} == 0) > bool 20`, 1);
  await prometheus.untilValue('supportmax_cost_usd_total{model="model-1"}', 0);
  server.replyWith(answer);
  for (let asked = 0; asked < 3; asked += 1) await call('/v1/chat', { body: { message } });
  server.replyWith(failing(403));
  expect((await call('/v1/chat', { body: { message } })).status).toBe(200);
  await prometheus.untilValue(`${calls}{outcome="ok"}`, 3);
  await prometheus.untilValue(`${calls}{outcome="forbidden"}`, 1);
  await prometheus.untilValue('supportmax_tokens_total{direction="input"}', 2_700);
  await prometheus.untilValue('supportmax_tokens_total{direction="output"}', 300);
  await prometheus.untilValue('supportmax_cost_usd_total', 3);
  await prometheus.untilValue('supportmax_model_cap_reached', 0);
  const seconds = 'supportmax_model_call_duration_seconds';
  await prometheus.untilValue(`${seconds}_count{model="model-1"} >= bool 3`, 1);
}

describe.skipIf(skipsWithoutPrometheus())('a Prometheus server', () => {
  it(verifies(
    'v0.5.metrics',
    'protocol',
    'knows what a desk’s model read, wrote, cost and refused',
  ), async () => {
    const server = await startModelServer(openAIProtocol);
    server.replyWith(listing('model-1'));
    const environment = { SUPPORTMAX_CONFIG: JSON.stringify(configurationFor(server)) };
    const desk = await startDesk(['v0.5'], { environment });
    let prometheus: TestPrometheus | null = null;
    try {
      prometheus = await startTestPrometheus(desk.url);
      await server.received(1);
      await expectCallsAreKnown(prometheus, server, desk.url);
      const text = await (await fetch(new URL('/metrics', desk.url))).text();
      expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
    } finally {
      await prometheus?.dispose();
      desk.kill('SIGKILL');
      await server.close();
    }
  }, 120_000);
});
