import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Desk } from '#src/functions/parts.ts';
import type {
  BlobTrigger,
  FeedTrigger,
  QueueTrigger,
  ScheduleTrigger,
  Trigger,
  TriggerKind,
} from '#src/functions/trigger.ts';
import { hostFunction } from '../function-host.ts';
import type { HostServices } from '../host-services.ts';
import { BlobRunner } from './blob-runner.ts';
import { FeedRunner } from './feed-runner.ts';
import { QueueRunner } from './queue-runner.ts';
import { ScheduleRunner } from './schedule-runner.ts';
import type { TriggerRunner } from './trigger-runner.ts';

/** The order in which triggers start: whoever changes something comes after who hears of it. */
const startOrder: readonly TriggerKind[] = ['feed', 'queue', 'schedule', 'blob'];

/**
 * What sets off those functions that no request does, in the order in which they start. Files are
 * taken in of these tenants only; null: of anybody.
 */
export function runnersOf(
  functions: readonly DeskFunction[],
  desk: Desk,
  services: HostServices,
  tenants: readonly string[] | null,
): readonly TriggerRunner[] {
  return startOrder.flatMap((kind) =>
    functions
      .filter(({ trigger }) => trigger.kind === kind)
      .map((fn) => runnerOf(fn, desk, services, tenants)),
  );
}

function runnerOf(
  fn: DeskFunction,
  desk: Desk,
  services: HostServices,
  tenants: readonly string[] | null,
): TriggerRunner {
  const { clock, random, logger, stopping } = services;
  const host = <On extends Trigger>() => hostFunction(fn as DeskFunction<On>, desk);
  const { trigger } = fn;
  switch (trigger.kind) {
    case 'feed':
      return new FeedRunner({
        host: host<FeedTrigger>(),
        log: desk[trigger.of].log,
        clock,
        random,
        logger,
      });
    case 'queue':
      return new QueueRunner({
        host: host<QueueTrigger>(),
        queue: desk[trigger.queue],
        clock,
        random,
        logger,
        stopping,
      });
    case 'schedule':
      return new ScheduleRunner({ host: host<ScheduleTrigger>(), clock, stopping });
    case 'blob':
      return new BlobRunner({
        host: host<BlobTrigger>(),
        files: desk[trigger.of].files,
        tenants,
        clock,
        random,
        newId: services.newId,
        logger,
        metrics: services.metrics,
      });
    default:
      throw new Error(`${fn.name}: a laptop has no trigger of the kind ${trigger.kind}`);
  }
}
