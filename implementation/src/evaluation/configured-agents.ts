import type { Agents } from '#src/agents/agents.ts';
import { toUsd } from '#src/foundation/money.ts';
import type { HostServices } from '#src/hosts/host-services.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { createPrometheusMetrics } from '#src/platforms/prometheus/metrics.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { SpendLedger, utcDayOf } from '#src/ports/spend-ledger/spend-ledger.ts';
import { answererOf, classifierOf } from '#src/versions/kits/agent-forms.ts';
import { describeForms } from '#src/versions/kits/describe-forms.ts';
import { connectModel } from '#src/versions/kits/model-connection.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import { evaluationTenant } from './evaluate-desk.ts';

/** The agents of a desk in the forms that are configured, with what belongs to their model. */
export interface ConfiguredAgents {
  /** In words, for whoever waits and pays. */
  readonly describe: string;
  inForms<Trained extends Agents>(trained: Trained): Trained;
  /** What models cost until now at most, US dollars. */
  spentUsd(): Promise<number>;
  close(): Promise<void>;
}

/** Null where no agent asks a model. */
export async function configureAgents(
  settings: DeskSettings,
  content: Content,
  host: Pick<HostServices, 'clock' | 'logger' | 'newId' | 'random' | 'stopping'>,
): Promise<ConfiguredAgents | null> {
  const { brain } = settings;
  if (brain.classify === 'statistical' && brain.answer === 'statistical') return null;
  const metrics = createPrometheusMetrics({ version: 'evaluation' });
  const ledger = new SpendLedger({ driver: createInMemorySpendLedger(), newId: host.newId });
  const connection = await connectModel({ settings, ledger, metrics, host });
  if (!connection) return null;
  const { form } = connection;
  const { utterances } = content.training;
  const firstDay = utcDayOf(host.clock.now());
  return {
    describe: describeForms(settings),
    inForms: (trained) => ({
      ...trained,
      classifier: classifierOf(brain, trained.classifier, form, utterances),
      answerer: answererOf(brain, trained.answerer, form),
    }),
    async spentUsd() {
      const today = utcDayOf(host.clock.now());
      const days = await ledger.totals({ tenant: evaluationTenant }, firstDay, today);
      return toUsd(days.reduce((sum, day) => sum + day.cost + day.unsure, 0));
    },
    async close() {
      await connection.close();
      await ledger.close();
    },
  };
}
