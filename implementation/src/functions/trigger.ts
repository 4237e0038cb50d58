import type * as z from 'zod';
import type { QueueName } from './parts.ts';
import { queues } from './queues.ts';

type Schema = z.ZodType;

/** What sets a function off. Each host knows its own form of these six, and no others. */
export type Trigger =
  | HttpTrigger
  | QueueTrigger
  | FeedTrigger
  | ScheduleTrigger
  | BlobTrigger
  | StepTrigger;

/** A request over HTTP. The API's description is made of these. */
export interface HttpTrigger<
  Path extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
> {
  readonly kind: 'http';
  readonly method: 'GET' | 'POST';
  /** In OpenAPI's form: `/v1/tickets/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly pathSchema?: Path;
  readonly querySchema?: Query;
  /** Headers that the function reads and checks by itself, for the description. */
  readonly headerSchema?: Schema;
  readonly bodyLimitBytes?: number;
  /** The field of its input that names something which must exist; else it answers 404. */
  readonly refersTo?: string;
  /** A page, for people to look at: not part of the API that is described. */
  readonly forPeople?: boolean;
  /** Status of success; `contentType` where it is not JSON. */
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly contentType?: string;
  };
}

/** A message of a queue: one call for each, however many the host takes at once. */
export interface QueueTrigger {
  readonly kind: 'queue';
  readonly queue: QueueName;
  /** Messages that a host takes at once, at most. */
  readonly batchSize: number;
  /** Deliveries of one message before it is a dead letter; no more than the queue allows. */
  readonly maxAttempts: number;
}

/** Logs that changed, of one tenant. A doorbell: whoever hears it reads the log itself. */
export interface FeedTrigger {
  readonly kind: 'feed';
  readonly of: 'eventLog';
  /** Changes that a host takes at once, at most. */
  readonly batchSize: number;
}

/**
 * Time that has passed, for no tenant in particular: `context.tenant` is empty. A host that cannot do
 * it so often does it as often as it can.
 */
export interface ScheduleTrigger {
  readonly kind: 'schedule';
  readonly everySeconds: number;
}

/** A file that somebody put somewhere. */
export interface BlobTrigger {
  readonly kind: 'blob';
  readonly of: 'incomingFiles';
  readonly maxAttempts: number;
}

/** A state of the workflow that the journey is in a cloud. */
export interface StepTrigger {
  readonly kind: 'step';
  readonly step: string;
  readonly outcomes: readonly string[];
}

export type TriggerKind = Trigger['kind'];

/** A request over HTTP; names the types of its schemas. */
export const http = <
  Path extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
>(
  trigger: Omit<HttpTrigger<Path, Query>, 'kind'>,
): HttpTrigger<Path, Query> => ({ kind: 'http', ...trigger });

export const queue = (
  name: QueueName,
  { batchSize = 10, maxAttempts = queues[name].maxAttempts }: Partial<QueueTrigger> = {},
): QueueTrigger => ({ kind: 'queue', queue: name, batchSize, maxAttempts });

export const feed = (
  of: FeedTrigger['of'],
  { batchSize = 64 }: Partial<FeedTrigger> = {},
): FeedTrigger => ({ kind: 'feed', of, batchSize });

export const schedule = (everySeconds: number): ScheduleTrigger => ({
  kind: 'schedule',
  everySeconds,
});

export const blob = (
  of: BlobTrigger['of'],
  { maxAttempts = 5 }: Partial<BlobTrigger> = {},
): BlobTrigger => ({ kind: 'blob', of, maxAttempts });
