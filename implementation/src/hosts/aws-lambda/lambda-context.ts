import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Carried } from '../carried.ts';
import type { CloudOptions, OpenHost } from '../cloud-options.ts';
import { farewellMs } from '../platform-end.ts';
import { traceIdOfXRay } from './x-ray.ts';

/** What Lambda says of an invocation, as far as it matters here. */
export interface LambdaContext {
  readonly awsRequestId: string;
  /** Of newer clients; older ones put it into the environment. */
  readonly xRayTraceId?: string | undefined;
  getRemainingTimeInMillis(): number;
}

/** One invocation of a function. */
export interface Invocation {
  readonly fn: DeskFunction;
  readonly open: OpenHost;
  readonly context: LambdaContext;
  readonly options: CloudOptions;
}

/** What came with an invocation, whatever it is about; nobody's so far. */
export function carriedByInvocation({ context, options }: Invocation): Carried {
  const trace = context.xRayTraceId ?? process.env._X_AMZN_TRACE_ID;
  return {
    tenant: '',
    requestId: context.awsRequestId,
    traceId: traceIdOfXRay(trace),
    deadline: options.clock.now() + context.getRemainingTimeInMillis() - farewellMs,
  };
}
