import { describe, expect, it } from 'vitest';
import { journeyOutcome } from '#src/domain/ticket/events.ts';
import { channel, escalationReason } from '#src/domain/ticket/vocabulary.ts';
import { counters, histograms, startModelCounters } from '#src/foundation/metrics.ts';
import { modelFailureReasons } from '#src/foundation/model-error.ts';
import { supportErrorCodes } from '#src/foundation/support-error.ts';
import type { Call } from '#src/testing/api/client.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import type { MetricFamily } from '#src/testing/api/prometheus-text.ts';
import { parsePrometheusText } from '#src/testing/api/prometheus-text.ts';
import { promtool, skipsWithoutPrometheus } from '#src/testing/prometheus-programs.ts';
import { verifies } from '#src/testing/verifies.ts';
import { createPrometheusMetrics } from './metrics.ts';

type Families = Map<string, MetricFamily>;

/** The sum of a family's samples that have these labels. */
function total(families: Families, name: string, labels: Record<string, string> = {}): number {
  const family = families.get(name.replace(/_(count|sum|bucket)$/, '')) ?? families.get(name);
  return (family?.samples ?? [])
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([one, is]) => sample.labels[one] === is))
    .reduce((sum, { value }) => sum + value, 0);
}

const scrape = async (call: Call): Promise<Families> =>
  parsePrometheusText((await call('/metrics')).text);

async function atWork(run: (call: Call) => Promise<void>): Promise<void> {
  const desk = await openMemoryDesk();
  try {
    await run(clientOf(desk.fetch));
  } finally {
    await desk.close();
  }
}

const questions = ['How do I export my tasks?', '🐝', 'I want to talk to a person'];

describe('a desk that worked', () => {
  it(verifies('v0.5.metrics', 'real part', 'tells of it in Prometheus text'), () =>
    atWork(async (call) => {
      for (const message of questions) await call('/v1/chat', { body: { message } });
      await call('/v1/chat', { body: { message: '' } });
      await call('/v1/tickets/ticket-none');
      await call('/v1/tickets', { body: { body: 'Where is my invoice?' } });
      const { headers, status } = await call('/metrics');
      expect(status).toBe(200);
      expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      const families = await scrape(call);
      for (const name of [...Object.keys(counters), ...Object.keys(histograms)]) {
        expect(families.get(name)?.help).toBeTruthy();
      }
      expect(total(families, 'supportmax_queries_total', { channel: 'chat' })).toBe(3);
      expect(total(families, 'supportmax_queries_total', { channel: 'api' })).toBe(1);
      expect(total(families, 'supportmax_tickets_created_total')).toBe(4);
      const abstentions = 'supportmax_abstentions_total';
      expect(total(families, abstentions, { reason: 'no_words' })).toBe(1);
      expect(total(families, abstentions, { reason: 'person_requested' })).toBe(1);
      const answers = 'supportmax_answers_total';
      expect(total(families, answers, { status: 'escalated' })).toBe(total(families, abstentions));
      expect(total(families, 'supportmax_answer_duration_seconds_count')).toBe(3);
      expect(total(families, 'supportmax_errors_total')).toBe(2);
      expect(total(families, 'supportmax_errors_total', { code: 'invalid_argument' })).toBe(1);
      expect(total(families, 'supportmax_errors_total', { code: 'not_found' })).toBe(1);
      const requests = 'supportmax_http_request_duration_seconds_count';
      const chats = { route: '/v1/chat', method: 'POST' };
      expect(total(families, requests, { ...chats, status: '200' })).toBe(3);
      expect(total(families, requests, { ...chats, status: '400' })).toBe(1);
      expect(total(families, 'supportmax_build_info', { version: 'v1' })).toBe(1);
      expect(total(families, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    }),
  );

  it.skipIf(skipsWithoutPrometheus())(
    verifies('v0.5.metrics', 'real part', 'writes what promtool finds nothing wrong with'),
    () =>
      atWork(async (call) => {
        for (const message of questions) await call('/v1/chat', { body: { message } });
        await call('/nowhere');
        const { text } = await call('/metrics');
        expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
        // It would have said something.
        const misnamed = promtool(
          ['check', 'metrics'],
          text.replaceAll('_queries_total', 'Queries'),
        );
        expect(misnamed).toMatchObject({ code: 3, output: expect.stringContaining('Queries') });
      }),
  );

  it('makes no label of what a caller sends', () =>
    atWork(async (call) => {
      const places = ['/wp-login.php', '/v1/tickets/another', '/articles/no', '/v1/chat?x=1'];
      for (const place of places) await call(place);
      await call('/v1/chat', { method: 'BREW', body: {} });
      await call('/nowhere', { method: 'BREW' });
      await call('/v1/chat', {
        body: { message: 'Hi' },
        headers: { 'x-request-id': 'mine-alone' },
      });
      const { text } = await call('/metrics');
      expect(text).not.toMatch(/wp-login|another|BREW|mine-alone|x=1/);
      const requests = 'supportmax_http_request_duration_seconds_count';
      const families = parsePrometheusText(text);
      const unmet = { route: 'none' };
      expect(total(families, requests, { ...unmet, status: '404', method: 'GET' })).toBe(1);
      expect(total(families, requests, { ...unmet, status: '404', method: 'other' })).toBe(1);
      expect(total(families, requests, { ...unmet, status: '405' })).toBe(2);
      expect(total(families, requests, { route: '/v1/tickets/{id}', status: '404' })).toBe(1);
      // From the second scrape on, the first is counted too.
      const before = (await call('/metrics')).text.split('\n').length;
      for (let index = 0; index < 50; index += 1) await call(`/elsewhere/${index}?${index}`);
      expect((await call('/metrics')).text.split('\n').length).toBeLessThan(before + 20);
    }));

  it('is scraped by many at once while it works, and every scrape is whole', () =>
    atWork(async (call) => {
      const message = 'How do I export my tasks?';
      const chats = Array.from({ length: 40 }, () => call('/v1/chat', { body: { message } }));
      const scrapes = Array.from({ length: 40 }, () => scrape(call));
      const seen = (await Promise.all(scrapes)).map((families) =>
        total(families, 'supportmax_queries_total'),
      );
      expect(seen.every((count) => count <= 40)).toBe(true);
      await Promise.all(chats);
      expect(total(await scrape(call), 'supportmax_queries_total')).toBe(40);
    }));
});

describe('the metrics', () => {
  const created = () => createPrometheusMetrics({ version: 'v1' });

  it('are there with 0 before anything happens, for every label value that is known', async () => {
    const metrics = created();
    startModelCounters(metrics, 'small-model');
    const families = parsePrometheusText(await metrics.render());
    const valuesOf = (name: string, label: string) =>
      families.get(name)?.samples.map(({ labels, value }) => [labels[label], value]);
    const zeros = (values: readonly string[]) => values.map((value) => [value, 0]);
    const { options } = escalationReason;
    expect(valuesOf('supportmax_queries_total', 'channel')).toEqual(zeros(channel.options));
    expect(valuesOf('supportmax_abstentions_total', 'reason')).toEqual(zeros(options));
    expect(valuesOf('supportmax_errors_total', 'code')).toEqual(zeros(supportErrorCodes));
    const outcomes = [...journeyOutcome.options, 'claimed'];
    expect(valuesOf('supportmax_journeys_total', 'outcome')).toEqual(zeros(outcomes));
    const calls = valuesOf('supportmax_model_calls_total', 'outcome');
    expect(calls).toEqual(zeros(['ok', ...modelFailureReasons]));
    expect(valuesOf('supportmax_tokens_total', 'direction')).toEqual(zeros(['input', 'output']));
    expect(valuesOf('supportmax_cost_usd_total', 'model')).toEqual([['small-model', 0]]);
    const durations = 'supportmax_answer_duration_seconds_count';
    expect(total(families, durations, { status: 'answered' })).toBe(0);
    expect(families.get('supportmax_answer_duration_seconds')?.samples).not.toHaveLength(0);
  });

  it('time from half a millisecond to half a minute, and tell the deadline of 2 s apart', async () => {
    const metrics = created();
    for (const seconds of [0.0004, 1.99, 2.01, 31]) {
      metrics.observe('supportmax_answer_duration_seconds', seconds, { status: 'answered' });
    }
    const families = parsePrometheusText(await metrics.render());
    const within = (le: string) =>
      total(families, 'supportmax_answer_duration_seconds_bucket', { status: 'answered', le });
    expect(['0.0005', '2', '30', '+Inf'].map(within)).toEqual([1, 2, 3, 4]);
  });

  it('hold whatever labels and gauges they are given', async () => {
    const metrics = created();
    metrics.count('supportmax_cost_usd_total', { model: 'a"b\\c\nd' }, 0.25);
    metrics.gauge('supportmax_test', 'A gauge.', () => 7);
    const families = parsePrometheusText(await metrics.render());
    expect(families.get('supportmax_cost_usd_total')?.samples).toEqual([
      { name: 'supportmax_cost_usd_total', labels: { model: 'a\\"b\\\\c\\nd' }, value: 0.25 },
    ]);
    expect(families.get('supportmax_test')?.samples[0]?.value).toBe(7);
  });

  it('of two desks in one process do not mix', async () => {
    const [one, other] = [created(), created()];
    one.count('supportmax_tickets_created_total', {});
    const counted = async (metrics: typeof one) =>
      total(parsePrometheusText(await metrics.render()), 'supportmax_tickets_created_total');
    expect([await counted(one), await counted(other)]).toEqual([1, 0]);
  });
});
