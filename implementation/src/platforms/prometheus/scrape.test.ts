import { fileURLToPath } from 'node:url';
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

const rulesFile = fileURLToPath(
  new URL('../../../../functions/container/v0.5/prometheus-rules.yaml', import.meta.url),
);

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly lastError?: string }[] }[];
}

/** Says of every rule what Prometheus has against it. */
async function faultsOfRules(prometheus: TestPrometheus): Promise<(string | undefined)[]> {
  const { groups } = await prometheus.api<Rules>('rules');
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(10);
  return rules.map(({ lastError }) => lastError).filter((error) => error !== undefined);
}

/** Many scrapes and many chats at once. */
async function rush(call: Call): Promise<void> {
  const message = 'I want to talk to a person';
  const chats = Array.from({ length: 30 }, () => call('/v1/chat', { body: { message } }));
  const scrapes = Array.from({ length: 30 }, () => call('/metrics'));
  for (const { status } of await Promise.all([...chats, ...scrapes])) expect(status).toBe(200);
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

const chats = 'supportmax_answer_duration_seconds';

async function expectWorkIsKnown(prometheus: TestPrometheus, call: Call): Promise<void> {
  const { asked, answered, escalated } = await work(call);
  expect([answered > 0, escalated > 0]).toEqual([true, true]);
  await prometheus.untilValue('sum(supportmax_queries_total)', asked);
  await prometheus.untilValue('supportmax_answers_total{status="answered"}', answered);
  await prometheus.untilValue('supportmax_answers_total{status="escalated"}', escalated);
  await prometheus.untilValue('supportmax_tickets_created_total', escalated);
  await prometheus.untilValue('sum(supportmax_abstentions_total)', escalated);
  await prometheus.untilValue('supportmax_errors_total{code="invalid_argument"}', 1);
  // One more chat than questions got an answer: the repeated one.
  await prometheus.untilValue(`sum(${chats}_count)`, asked + 1);
  await rush(call);
  await prometheus.untilValue('sum(supportmax_queries_total)', asked + 30);
}

describe.skipIf(skipsWithoutPrometheus())('a Prometheus server', () => {
  it(verifies('v0.5.metrics', 'real part', 'scrapes a desk, and knows its work'), async () => {
    const desk = await startDesk(['v0.5']);
    let prometheus: TestPrometheus | null = null;
    try {
      prometheus = await startTestPrometheus(desk.url, [rulesFile]);
      await expectScrapesWell(prometheus);
      // Everything countable is there before it happens, so that no rate misses the first one.
      await prometheus.untilValue('count(supportmax_errors_total == 0)', 12);
      await prometheus.untilValue('count(supportmax_abstentions_total == 0)', 9);
      expect(await prometheus.value('supportmax_build_info{version="v0.5"}')).toBe(1);
      await expectWorkIsKnown(prometheus, clientOf(fetch, desk.url));
      await expectScrapesWell(prometheus);
      const text = await (await fetch(new URL('/metrics', desk.url))).text();
      expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
      const late = `histogram_quantile(0.99, sum by (le) (rate(${chats}_bucket[30s])))`;
      expect(await prometheus.value(late)).toBeGreaterThan(0);
      expect(await prometheus.value('sum(rate(supportmax_queries_total[30s]))')).toBeGreaterThan(0);
      expect(await faultsOfRules(prometheus)).toEqual([]);
      await prometheus.untilValue('job:supportmax_queries:rate5m > bool 0', 1);
      await prometheus.untilValue('count(ALERTS{alertstate="firing"}) or vector(0)', 0);
      desk.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
      await prometheus.untilValue('ALERTS{alertname="SupportMaxDown", alertstate="pending"}', 1);
    } finally {
      await prometheus?.dispose();
      desk.kill('SIGKILL');
    }
  }, 120_000);
});
