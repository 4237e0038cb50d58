import { silentLogger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { systemClock } from '#src/foundation/time.ts';
import {
  createScriptedLanguageModel,
  type ModelScript,
} from '#src/ports/language-model/drivers/scripted.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { MeteredModel } from '#src/ports/language-model/metered-model.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';

/** A dollar for a thousand tokens of input, two for as many of output. */
export const testPrice = {
  inputPerMillionUsd: 1_000,
  cachedInputPerMillionUsd: 1_000,
  outputPerMillionUsd: 2_000,
};

/** A model that says what the script says, with its meter as a composition puts it together. */
export function scriptedPaidModel(script: ModelScript, dailyCapUsd: number | null = null) {
  const driver = createScriptedLanguageModel(script);
  let named = 0;
  const newId = () => {
    named += 1;
    return `reservation-${named}`;
  };
  const ledger = new SpendLedger({ driver: createInMemorySpendLedger(), newId });
  const limits = { maxAttempts: 1 };
  const model = new MeteredModel({
    caller: new LanguageModel({ driver, clock: systemClock, random: () => 0, limits }),
    prices: () => testPrice,
    ledger,
    dailyCapUsd,
    clock: systemClock,
    metrics: noMetrics,
    logger: silentLogger,
  });
  return { model, driver, ledger };
}
