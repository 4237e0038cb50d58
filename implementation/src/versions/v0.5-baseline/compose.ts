import { noCache } from '#src/agents/model-cache.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createPrometheusMetrics } from '#src/platforms/prometheus/metrics.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { answererOf, classifierOf, describeForms } from '../kits/agent-forms.ts';
import { assembleDesk } from '../kits/assemble-desk.ts';
import type { MemoryLimits } from '../kits/forgetting/memory-limits.ts';
import { connectModel } from '../kits/model-connection.ts';
import type { Settings } from './settings.ts';

const version = 'v0.5';

/**
 * What fits into a container of 512 MiB beside the desk itself. An ordinary ticket counts for about
 * 10 KB, one with the longest message for 75 KB.
 */
const mebibyte = 1024 * 1024;
const remembers: MemoryLimits = {
  chats: { count: 1_000, bytes: 16 * mebibyte },
  tickets: { count: 10_000, bytes: 128 * mebibyte },
};
const resultCharacters = 16_000_000;

/** v0.5: the FAQs alone, everything in this process, nothing on disk. */
export async function compose(settings: Settings, host: HostServices): Promise<Composition> {
  host.progress('reading the FAQs and training the agents');
  const content = await loadContent(settings.contentDirectory);
  const faqs = content.articles.filter((article) => article.kind === 'faq');
  const offline = createStatisticalAgents(
    { ...content, articles: faqs },
    { cache: host.models ?? noCache },
  );
  const metrics = createPrometheusMetrics({ version });
  const ledger = createInMemorySpendLedger();
  const model = await connectModel({ settings, ledger, metrics, host });
  const { brain } = settings;
  const { utterances } = content.training;

  // Perceive: can an answer help at all, and what is the message about?
  const perceive = {
    screener: offline.screener,
    classifier: classifierOf(brain, offline.classifier, model?.form ?? null, utterances),
  };
  // Reason: which FAQ answers it, what does it say, and does every word of that stand there?
  const reason = {
    retriever: offline.retriever,
    answerer: answererOf(brain, offline.answerer, model?.form ?? null),
    reviewer: offline.reviewer,
  };
  // Act: post the answer, or open a ticket for people. All of it is gone with the process.
  const act = {
    eventLog: createInMemoryEventLog(),
    blobStore: createInMemoryBlobStore(),
    projectionStore: createInMemoryProjectionStore(),
    stepResultStore: createInMemoryStepResultStore({ limitCharacters: resultCharacters }),
  };
  return assembleDesk(
    {
      version,
      keepsAnsweredTickets: false,
      describe: `${faqs.length} FAQs, everything in memory, ${describeForms(settings)}`,
      settings,
      agents: { ...perceive, ...reason },
      drivers: act,
      remembers,
      model,
      metrics,
      policy: content.policy,
      articles: offline.articles,
      problems: content.problems,
      close: async () => {},
    },
    host,
  );
}
