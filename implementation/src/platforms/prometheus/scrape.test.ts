import { describe, expect, it } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import type { Call } from '#src/testing/api/client.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { startDesk } from '#src/testing/api/started-desk.ts';
import { promtool, skipsWithoutPrometheus } from '#src/testing/prometheus-programs.ts';
import type { TestPrometheus } from '#src/testing/prometheus-server.ts';
import { startTestPrometheus } from '#src/testing/prometheus-server.ts';
import { verifies } from '#src/testing/verifies.ts';

interface Answer {
  readonly status: 'answered' | 'escalated';
  readonly conversationId: string;
}

/** Some FAQs' own titles, most of which are answered, and what is not. */
async function questions(): Promise<string[]> {
  const { articles } = await loadContent(dataSettings({}).contentDirectory);
  const faqs = articles.filter(({ kind }) => kind === 'faq').slice(0, 10);
  return [...faqs.map(({ title }) => title), 'I want to talk to a person', '🐝'];
}

/** Asks all of them, an escalated one twice and once more, and something that is no question. */
async function work(call: Call): Promise<{ asked: number; answered: number; escalated: number }> {
  const got: Answer[] = [];
  const asked = await questions();
  for (const [index, message] of asked.entries()) {
    const headers = { 'idempotency-key': `question-${index}` };
    const { json } = await call('/v1/chat', { body: { message }, headers });
    got.push(json as Answer);
  }
  const last = { 'idempotency-key': `question-${asked.length - 1}` };
  await call('/v1/chat', { body: { message: asked.at(-1) }, headers: last });
  const { conversationId } = got.at(-1) ?? {};
  await call('/v1/chat', { body: { message: 'Is anybody there?', conversationId } });
  expect((await call('/v1/chat', { body: { message: '' } })).status).toBe(400);
  const count = (status: string) => got.filter((one) => one.status === status).length;
  return {
    asked: asked.length + 1,
    answered: count('answered'),
    escalated: count('escalated'),
  };
}

interface Targets {
  readonly activeTargets: readonly { readonly health: string; readonly lastError: string }[];
}

async function expectScrapesWell(prometheus: TestPrometheus): Promise<void> {
  await prometheus.untilValue('up', 1);
  const { activeTargets } = await prometheus.api<Targets>('targets');
  expect(activeTargets).toMatchObject([{ health: 'up', lastError: '' }]);
  expect(await prometheus.value('scrape_samples_scraped')).toBeGreaterThan(100);
  expect(prometheus.log()).toBe('');
}

describe.skipIf(skipsWithoutPrometheus())('a Prometheus server', () => {
  it(verifies(
    'v0.5.metrics',
    'real part',
    'scrapes a desk, and knows what customers got from it',
  ), async () => {
    const desk = await startDesk(['v0.5']);
    const prometheus = await startTestPrometheus(desk.url);
    try {
      await expectScrapesWell(prometheus);
      // Everything countable is there before it happens, so that no rate misses the first one.
      await prometheus.untilValue('count(supportmax_errors_total == 0)', 12);
      await prometheus.untilValue('count(supportmax_abstentions_total == 0)', 9);
      const { asked, answered, escalated } = await work(clientOf(fetch, desk.url));
      expect([answered > 0, escalated > 0]).toEqual([true, true]);
      await prometheus.untilValue('sum(supportmax_queries_total)', asked);
      await prometheus.untilValue('supportmax_answers_total{status="answered"}', answered);
      await prometheus.untilValue('supportmax_answers_total{status="escalated"}', escalated);
      await prometheus.untilValue('supportmax_tickets_created_total', escalated);
      await prometheus.untilValue('sum(supportmax_abstentions_total)', escalated);
      await prometheus.untilValue('supportmax_errors_total{code="invalid_argument"}', 1);
      // Two more chats got an answer: the repeated one and the one that waits for a person.
      const chats = 'supportmax_answer_duration_seconds';
      await prometheus.untilValue(`sum(${chats}_count)`, asked + 1);
      const late = `histogram_quantile(0.99, sum by (le) (rate(${chats}_bucket[30s])))`;
      expect(await prometheus.value(late)).toBeGreaterThan(0);
      expect(await prometheus.value('sum(rate(supportmax_queries_total[30s]))')).toBeGreaterThan(0);
      expect(await prometheus.value('supportmax_build_info{version="v0.5"}')).toBe(1);
      await expectScrapesWell(prometheus);
      const text = await (await fetch(new URL('/metrics', desk.url))).text();
      expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
    } finally {
      await prometheus.dispose();
      desk.kill('SIGTERM');
    }
    expect(await desk.ended).toBe(0);
  }, 120_000);
});
