import { noCache } from '#src/agents/model-cache.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { assembleDesk } from '../kits/assemble-desk.ts';
import type { Settings } from './settings.ts';

/** v0.5: the FAQs alone, everything in this process, nothing on disk. */
export async function compose(settings: Settings, host: HostServices): Promise<Composition> {
  host.progress('reading the FAQs and training the agents');
  const content = await loadContent(settings.contentDirectory);
  const faqs = content.articles.filter((article) => article.kind === 'faq');
  const agents = createStatisticalAgents(
    { ...content, articles: faqs },
    { cache: host.models ?? noCache },
  );
  return assembleDesk(
    {
      version: 'v0.5',
      keepsAnsweredTickets: false,
      describe: `${faqs.length} FAQs, everything in memory, agents in statistical form (no key needed)`,
      drivers: {
        eventLog: createInMemoryEventLog(),
        blobStore: createInMemoryBlobStore(),
        projectionStore: createInMemoryProjectionStore(),
        stepResultStore: createInMemoryStepResultStore(),
      },
      agents,
      policy: content.policy,
      articles: agents.articles,
      problems: content.problems,
      close: async () => {},
    },
    host,
  );
}
