import type { ModelCost } from '#src/foundation/model-error.ts';
import type { ModelResult } from './language-model.ts';
import type { ModelCall, ModelRequest } from './model-request.ts';

/**
 * Whatever asks a model: the port itself, or a wrapper round one. Wrappers compose in any order.
 * Fails with `ModelError`s, whose `usage` is null when nothing was sent.
 *
 * @typeParam Call What a caller must say of itself.
 * @typeParam Extra What a result tells beyond the answer.
 */
export interface ModelCaller<Call extends ModelCall = ModelCall, Extra extends object = object> {
  readonly provider: string;
  /** How often one request is sent at most, before it is answered or given up. */
  readonly maxAttempts: number;
  complete<Value = unknown>(
    request: ModelRequest<Value>,
    call: Call,
  ): Promise<ModelResult<Value> & Extra>;
  stream<Value = unknown>(
    request: ModelRequest<Value>,
    call: Call,
  ): AsyncGenerator<CallerEvent<Value, Extra>, void, undefined>;
  close(): Promise<void>;
}

export type CallerEvent<Value = unknown, Extra extends object = object> =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly result: ModelResult<Value> & Extra };

/** A call that is paid by somebody. */
export type PaidCall = ModelCall & { readonly tenant: string };

export interface Paid {
  readonly cost: ModelCost;
}

export type MeteredResult<Value = unknown> = ModelResult<Value> & Paid;

/** A model whose calls are counted and capped: a `MeteredModel`, or a wrapper round one. */
export type PaidModel = ModelCaller<PaidCall, Paid>;
