import type { Redactor } from '#src/algorithms/redaction/create-redactor.ts';
import { canonicalJson } from '#src/foundation/identity.ts';
import { type ModelCost, ModelError } from '#src/foundation/model-error.ts';
import type { PaidModel } from '#src/ports/language-model/model-caller.ts';
import type { ModelRequest } from '#src/ports/language-model/model-request.ts';
import { type AgentCall, freeUsage, type ModelPart } from '../agents.ts';

/** What the model forms of the agents have in common. */
export interface ModelFormOptions {
  readonly model: Pick<PaidModel, 'complete'>;
  /** What the provider calls the model. */
  readonly modelName: string;
  /** The most tokens of one answer; null: as each agent asks. */
  readonly maxOutputTokens: number | null;
  /** Takes out what is personal before anything leaves the desk. */
  readonly redactor: Redactor;
}

/** What a model said in the form asked for; null where it could not be had, and why. */
export interface Asked<Value> {
  readonly value: Value | null;
  readonly part: ModelPart;
}

/**
 * Asks a model once per journey and request. A model that fails is a result: its caller has another
 * form to fall back on. Throws only what no other form could help with.
 */
export async function askModel<Value>(
  { model }: Pick<ModelFormOptions, 'model'>,
  request: ModelRequest<Value> & { readonly responseSchema: object },
  call: AgentCall,
): Promise<Asked<Value>> {
  const { responseSchema: _form, ...asked } = request;
  try {
    const kept = await call.paidOnce(canonicalJson(asked), async () => {
      const { tenant, requestId, deadline, signal } = call;
      const { object, cost } = await model.complete(request, {
        tenant,
        requestId,
        deadline,
        signal,
      });
      return { object, cost };
    });
    return { value: kept.object, part: { usage: usageOf(kept.cost), failure: null } };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { value: null, part: { usage: usageOf(error.cost), failure: error.reason } };
  }
}

function usageOf(cost: ModelCost | null): ModelPart['usage'] {
  if (!cost) return freeUsage;
  const { model, inputTokens, outputTokens, costUsd } = cost;
  // Nothing was reported: whoever was asked is not somebody who was paid.
  if (inputTokens + outputTokens === 0) return freeUsage;
  return { model, inputTokens, outputTokens, costUsd };
}
