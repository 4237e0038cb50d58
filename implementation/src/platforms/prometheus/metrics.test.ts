import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { counters, histograms } from '#src/foundation/metrics.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import type { MetricFamily } from '#src/testing/api/prometheus-text.ts';
import { parsePrometheusText } from '#src/testing/api/prometheus-text.ts';
import { verifies } from '#src/testing/verifies.ts';
import { createPrometheusMetrics } from './metrics.ts';

function total(family: MetricFamily | undefined, name: string, labels: Record<string, string>) {
  const fits = (family?.samples ?? []).filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return fits.reduce((sum, { value }) => sum + value, 0);
}

it(
  verifies('v0.5.metrics', 'real part', 'a desk that worked tells of it in Prometheus text'),
  async () => {
    const desk = await openMemoryDesk();
    const call = clientOf(desk.fetch);
    for (const message of ['How do I export my tasks?', '🐝', 'I want to talk to a person']) {
      await call('/v1/chat', { body: { message } });
    }
    await call('/v1/chat', { body: { message: '' } });
    await call('/v1/tickets/ticket-none');
    const { text, headers, status } = await call('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const families = parsePrometheusText(text);
    for (const name of [...Object.keys(counters), ...Object.keys(histograms)]) {
      expect(families.get(name)?.help).toBeTruthy();
    }
    const chats = 'supportmax_queries_total';
    expect(total(families.get(chats), chats, {})).toBe(3);
    const journeys = 'supportmax_journeys_total';
    expect(total(families.get(journeys), journeys, {})).toBe(3);
    const errors = 'supportmax_errors_total';
    expect(total(families.get(errors), errors, { code: 'invalid_argument' })).toBe(1);
    expect(total(families.get(errors), errors, { code: 'not_found' })).toBe(1);
    const requests = 'supportmax_http_request_duration_seconds';
    const chatRequests = { route: '/v1/chat', method: 'POST' };
    const count = `${requests}_count`;
    expect(total(families.get(requests), count, { ...chatRequests, status: '200' })).toBe(3);
    expect(total(families.get(requests), count, { ...chatRequests, status: '400' })).toBe(1);
    await desk.close();
    checkWithPromtool(text);
  },
);

/** The official checker, where the machine has it. */
function checkWithPromtool(text: string): void {
  const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  if (checked.error) console.log('promtool is not installed: the strict parser alone checked');
  else expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, '', '']);
}

it('labels hold whatever they are given', async () => {
  const metrics = createPrometheusMetrics({ version: 'v1' });
  const odd = 'a"b\\c\nd';
  metrics.count('supportmax_cost_usd_total', { model: odd }, 2);
  metrics.gauge('supportmax_test', 'A gauge.', () => 7);
  const families = parsePrometheusText(await metrics.render());
  const samples = families.get('supportmax_cost_usd_total')?.samples;
  expect(samples).toEqual([
    { name: 'supportmax_cost_usd_total', labels: { model: 'a\\"b\\\\c\\nd' }, value: 2 },
  ]);
  expect(families.get('supportmax_test')?.samples[0]?.value).toBe(7);
});

it('two desks in one process do not mix', async () => {
  const [one, other] = [
    createPrometheusMetrics({ version: 'v1' }),
    createPrometheusMetrics({ version: 'v1' }),
  ];
  const answers = 'supportmax_answers_total';
  one.count(answers, { status: 'answered' });
  expect(total(parsePrometheusText(await one.render()).get(answers), answers, {})).toBe(1);
  expect(total(parsePrometheusText(await other.render()).get(answers), answers, {})).toBe(0);
});
