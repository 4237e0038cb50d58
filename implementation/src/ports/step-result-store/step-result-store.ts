import { contentHash } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { StepResultStoreDriver } from './driver.ts';

/** Results of steps that cost money, so that a retried journey does not pay again. */
export class StepResultStore {
  readonly #driver: StepResultStoreDriver;

  constructor(driver: StepResultStoreDriver) {
    this.#driver = driver;
  }

  /**
   * The result of `compute`, or of the earlier call with the same journey, step and input. What
   * `compute` returns must survive JSON.
   */
  async once<Result>(
    context: RequestContext,
    call: { readonly journeyId: string; readonly step: string; readonly input: string },
    compute: () => Promise<Result>,
  ): Promise<Result> {
    const { journeyId, step, input } = call;
    const key = { tenant: context.tenant, journeyId, step, inputHash: contentHash(input) };
    try {
      const stored = await this.#driver.get(key);
      if (stored !== null) return JSON.parse(stored) as Result;
    } catch (error) {
      if (error instanceof SyntaxError) {
        throw new SupportError('data_corrupt', `The result of step ${step} is not JSON.`, {
          cause: error,
        });
      }
      throw toSupportError(error, 'The step results could not be read.');
    }
    const result = await compute();
    try {
      await this.#driver.put(key, JSON.stringify(result));
    } catch (error) {
      throw toSupportError(error, 'A step result could not be kept.');
    }
    return result;
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}
