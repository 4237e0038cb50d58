import { mostNanoUsd, type NanoUsd } from '#src/foundation/money.ts';
import type { DriverRequest } from './driver.ts';
import type { ModelPrice } from './model-price.ts';
import { costOf } from './model-prices.ts';
import { type ModelRequest, toDriverRequest } from './model-request.ts';
import { tokenLimitsOf } from './model-usage.ts';

export interface CallBound {
  /** The most that one request of the call can cost. */
  readonly request: NanoUsd;
  /** The most that the whole call can cost. */
  readonly call: NanoUsd;
}

export interface CallShape {
  readonly tenant: string;
  readonly maxAttempts: number;
  /** A stream is never repaired. */
  readonly streamed: boolean;
}

/** What tells a model how to mend its answer: 2,000 characters of up to 3 bytes, and a frame. */
const complaintTokens = 6_500;

/**
 * The most that a call can cost, before it is made. Its input is taken as a token a byte, and its
 * output as all that it may write. Every attempt may be billed, also one that failed, and where the
 * answer has a form the model may have to mend it: it then reads everything again, with its answer
 * and the complaint. Throws `invalid_argument` for a request that cannot succeed.
 */
export function boundOf(request: ModelRequest, price: ModelPrice, shape: CallShape): CallBound {
  const { maxOutputTokens } = request;
  const inputTokens = inputLimitOf(request, shape.tenant);
  const first = costAtMost(price, inputTokens, maxOutputTokens);
  const mayRepair = !shape.streamed && (request.responseSchema ?? request.tools?.length);
  const longer = inputTokens + maxOutputTokens + complaintTokens;
  const second = mayRepair ? costAtMost(price, longer, maxOutputTokens) : 0;
  return {
    request: Math.max(first, second),
    call: Math.min((first + second) * shape.maxAttempts, mostNanoUsd),
  };
}

/** Whichever way the schema takes: beside the messages, or written into them. */
function inputLimitOf(request: ModelRequest, tenant: string): number {
  const limits = [true, false].map((structuredOutput) => {
    const sent: DriverRequest = toDriverRequest(request, { structuredOutput }, tenant);
    return tokenLimitsOf(sent).input;
  });
  return Math.max(...limits);
}

const costAtMost = (price: ModelPrice, inputTokens: number, outputTokens: number) =>
  costOf(price, { inputTokens, outputTokens, cachedInputTokens: 0 });
