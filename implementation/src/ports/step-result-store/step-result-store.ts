import { contentHash } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type {
  ForgettingStepResultStoreDriver,
  StepResultKey,
  StepResultStoreCapabilities,
  StepResultStoreDriver,
} from './driver.ts';
import { forgets } from './driver.ts';

/** Names one computation; `input` is everything that its result depends on. */
export interface StepCall {
  readonly journeyId: string;
  readonly step: string;
  readonly input: string;
}

const keyOf = (context: RequestContext, { journeyId, step, input }: StepCall): StepResultKey => ({
  tenant: context.tenant,
  journeyId,
  step,
  inputHash: contentHash(input),
});

/** Results of steps that cost money, so that a retried journey does not pay again. */
export class StepResultStore {
  readonly #driver: StepResultStoreDriver;

  constructor(driver: StepResultStoreDriver) {
    this.#driver = driver;
  }

  get capabilities(): StepResultStoreCapabilities {
    return this.#driver.capabilities;
  }

  /**
   * The result of `compute`, or of the earlier call with the same journey, step and input. What
   * `compute` returns must survive JSON.
   */
  async once<Result>(
    context: RequestContext,
    call: StepCall,
    compute: () => Promise<Result>,
  ): Promise<Result> {
    const known = await this.find<Result>(context, call);
    if (known) return known.value;
    const result = await compute();
    try {
      await this.#driver.put(keyOf(context, call), JSON.stringify({ value: result }));
    } catch (error) {
      throw toSupportError(error, 'A step result could not be kept.');
    }
    return result;
  }

  /** What an earlier `once` kept, which may itself be null, or null where there was none. */
  async find<Result>(
    context: RequestContext,
    call: StepCall,
  ): Promise<{ readonly value: Result } | null> {
    try {
      const stored = await this.#driver.get(keyOf(context, call));
      return stored === null ? null : (JSON.parse(stored) as { value: Result });
    } catch (cause) {
      if (cause instanceof SyntaxError) {
        const message = `The result of step ${call.step} is not JSON.`;
        throw new SupportError('data_corrupt', message, { cause });
      }
      throw toSupportError(cause, 'The step results could not be read.');
    }
  }

  /** Drops what an earlier `once` kept. Only where the driver forgets. */
  forget(context: RequestContext, call: StepCall): void {
    this.#forgetting().forget(keyOf(context, call));
  }

  /** Drops all that was kept for a journey. Only where the driver forgets. */
  forgetJourney({ tenant }: RequestContext, journeyId: string): void {
    this.#forgetting().forgetJourney(tenant, journeyId);
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #forgetting(): ForgettingStepResultStoreDriver {
    if (forgets(this.#driver)) return this.#driver;
    throw new Error(`the step result store ${this.#driver.name} forgets nothing`);
  }
}
