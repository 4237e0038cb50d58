import { ModelError } from '#src/foundation/model-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import {
  createScriptedLanguageModel,
  type ModelScript,
} from '#src/ports/language-model/drivers/scripted.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { MeteredModel } from '#src/ports/language-model/metered-model.ts';
import type { ModelCaller } from '#src/ports/language-model/model-caller.ts';
import type { ModelPrice } from '#src/ports/language-model/model-price.ts';
import type { ModelRequest } from '#src/ports/language-model/model-request.ts';
import type { SpendLedgerDriver } from '#src/ports/spend-ledger/driver.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import { createRecordingLogger, createRecordingMetrics } from '../recorders.ts';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';

/** A token read costs 1,000 nano-dollars, a cached one 100, one written 5,000. */
export const testPrice: ModelPrice = {
  inputPerMillionUsd: 1,
  cachedInputPerMillionUsd: 0.1,
  outputPerMillionUsd: 5,
};

export const testDay = '2026-03-01';
export const noon = Date.parse(`${testDay}T12:00:00Z`);
export const payer = { tenant: 'tenant', requestId: 'request-1' };

export const hello: ModelRequest = {
  model: 'model',
  messages: [{ role: 'user', text: 'Where is my secret parcel?' }],
  maxOutputTokens: 100,
};

export const reported = (input: unknown, output: unknown, cachedInput: unknown = 0) => ({
  input: [input],
  output: [output],
  cachedInput: [cachedInput],
});

export interface MeteredDeskOptions {
  readonly script?: ModelScript;
  readonly dailyCapUsd?: number | null;
  readonly ledger?: Partial<SpendLedgerDriver>;
  readonly maxAttempts?: number;
  readonly driver?: Partial<LanguageModelDriver>;
  /** What stands between the meter and the model. */
  readonly wrap?: (caller: ModelCaller) => ModelCaller;
}

/** A metered model over a script, with everything that it tells kept. */
export function meteredDesk(options: MeteredDeskOptions = {}) {
  const { script = () => ({ text: 'Here.', usage: reported(10, 2) }), maxAttempts = 1 } = options;
  const clock = createVirtualClock(noon);
  const scripted = createScriptedLanguageModel(script);
  const driver = { ...scripted, ...options.driver };
  const limits = { maxAttempts, firstRetryDelayMs: 0, longestRetryDelayMs: 0 };
  const bare = new LanguageModel({ driver, clock, random: () => 0, limits });
  const caller = options.wrap?.(bare) ?? bare;
  let ids = 0;
  const ledger = new SpendLedger({
    driver: { ...createInMemorySpendLedger(), ...options.ledger },
    newId: () => {
      ids += 1;
      return `reservation-${ids}`;
    },
  });
  const metrics = createRecordingMetrics();
  const logger = createRecordingLogger();
  const model = new MeteredModel({
    caller,
    ledger,
    prices: (name) => (name === 'model' ? testPrice : null),
    dailyCapUsd: options.dailyCapUsd ?? null,
    clock,
    metrics,
    logger,
  });
  const totals = async (tenant = payer.tenant, day = testDay) =>
    (await ledger.totals({ tenant }, day, day))[0];
  return { model, ledger, clock, metrics, logger, totals, requests: scripted.requests };
}

/** Lets time pass, a millisecond at a turn, until the promise has its end. */
export async function inVirtualTime<Result>(
  clock: VirtualClock,
  promise: Promise<Result>,
): Promise<Result> {
  let over = false;
  const end = () => {
    over = true;
  };
  promise.then(end, end);
  while (!over) {
    await nextTurn();
    await clock.advance(1);
  }
  return await promise;
}

/** The error that the call ends with; a call that ends well is no failure. */
export async function modelFailureOf(call: Promise<unknown>): Promise<ModelError> {
  const error = await call.then(
    () => new Error('the call did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ModelError) return error;
  throw error;
}
