import type { ModelFormOptions } from '#src/agents/model/ask-model.ts';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { startModelCounters } from '#src/foundation/metrics.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { HostMetrics, HostServices } from '#src/hosts/host-services.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { MeteredModel } from '#src/ports/language-model/metered-model.ts';
import { ModelBreaker } from '#src/ports/language-model/model-breaker.ts';
import { priceOf } from '#src/ports/language-model/model-prices.ts';
import type { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import { createModelDriver } from './model-driver.ts';
import type { DeskSettings } from './settings/desk-settings.ts';
import { probeModel } from './settings/probe-model.ts';

/** The configured model with all that belongs round it. */
export interface ModelConnection {
  readonly form: ModelFormOptions;
  close(): Promise<void>;
}

export interface ModelConnectionOptions {
  readonly settings: DeskSettings;
  readonly ledger: SpendLedger;
  readonly metrics: HostMetrics;
  readonly host: Pick<HostServices, 'clock' | 'logger' | 'random' | 'stopping'>;
}

/** One more try, and soon: a customer waits. */
const retries = { maxAttempts: 2, firstRetryDelayMs: 100, longestRetryDelayMs: 1_000 };

/**
 * The model that is configured, or null. Seen from the agents: a breaker, so that a model that is
 * down is not waited for; the meter, which counts and caps what it costs; the model itself.
 */
export async function connectModel(
  options: ModelConnectionOptions,
): Promise<ModelConnection | null> {
  const { settings, ledger, metrics, host } = options;
  const { model: configured, spending, answerWithinMs } = settings;
  if (!configured) return null;
  const { clock, logger, random, stopping } = host;
  const price = priceOf(configured.provider, configured.name, configured.price);
  if (!price) {
    const message = `model.price: nothing is known of what ${configured.name} costs; say it`;
    throw new SupportError('invalid_argument', message);
  }
  const { dailyCapUsd } = spending;
  const driver = await createModelDriver(configured);
  const limits = {
    ...retries,
    totalTimeoutMs: answerWithinMs,
    firstByteTimeoutMs: configured.firstByteTimeoutMs ?? answerWithinMs,
    chunkTimeoutMs: configured.chunkTimeoutMs ?? answerWithinMs,
  };
  const languageModel = new LanguageModel({ driver, clock, random, limits });
  // Nobody waits for it: a desk whose model is away opens all the same, and says so.
  void probeModel({ model: languageModel, settings: configured, clock, logger, signal: stopping });
  const metered = new MeteredModel({
    caller: languageModel,
    prices: () => price,
    ledger,
    dailyCapUsd,
    clock,
    metrics,
    logger,
  });
  startModelCounters(metrics, configured.name);
  const model = new ModelBreaker({ caller: metered, clock, metrics, logger });
  const capHelp = 'Tenants whose model calls are refused today: the cap on spending is reached.';
  metrics.gauge('supportmax_model_cap_reached', capHelp, () => metered.tenantsAtCap());
  const restHelp = 'Whether the model is left alone for a while because it kept failing: 1 or 0.';
  metrics.gauge('supportmax_model_resting', restHelp, () => (model.state === 'works' ? 0 : 1));
  const { name: modelName, maxOutputTokens } = configured;
  return {
    form: { model, modelName, maxOutputTokens, redactor: createRedactor() },
    close: () => model.close(),
  };
}
