import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { LambdaContext } from '#src/hosts/aws-lambda/lambda-context.ts';
import { lambdaHandler } from '#src/hosts/aws-lambda/lambda-handler.ts';
import type { CloudOptions } from '#src/hosts/cloud-options.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';

/** What Lambda says of an invocation that has ten seconds left. */
export const lambdaContext: LambdaContext = {
  awsRequestId: '0e1f7f2e-6b1c-4d55-9d0a-3f8a4f6f2b11',
  xRayTraceId: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
  getRemainingTimeInMillis: () => 10_000,
};

/** An example event of functions/aws/events. */
export const exampleEvent = (name: string) => {
  const path = join(import.meta.dirname, '../../../../functions/aws/events', `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
};

/** A function behind its handler, outside Lambda; it needs nothing. Its log is kept. */
export function inLambda(fn: DeskFunction, options: Partial<CloudOptions> = {}) {
  const logger = createRecordingLogger();
  const clock = options.clock ?? systemClock;
  const open = async () => hostFunction(fn, bareDesk(logger, clock));
  const all = { tenantClaim: null, clock, logger, ...options };
  const handler = lambdaHandler(fn, open, all);
  const invoke = (event: unknown, context: Partial<LambdaContext> = {}) =>
    handler(event, { ...lambdaContext, ...context });
  return { invoke, open, options: all, lines: logger.lines };
}
