import type { TriggerKind } from '../../implementation/src/functions/trigger.ts';
import type { CloudName } from '../build/cloud-entry.ts';

/**
 * For which kind of function an event is, by the marks that its cloud puts on it; null where it has
 * none, as what a workflow hands to a step: then the function's host says what it thinks of it.
 */
export function kindOfEvent(cloud: CloudName, event: unknown): TriggerKind | null {
  return kinds[cloud]((event ?? {}) as Event);
}

/** What of an event is looked at. */
interface Event {
  readonly requestContext?: { readonly http?: unknown };
  readonly Records?: readonly { readonly eventSource?: string }[];
  readonly source?: string;
  readonly trigger?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<CloudName, (event: Event) => TriggerKind | null>> = {
  aws: ({ requestContext, Records, source }) =>
    requestContext?.http
      ? 'http'
      : (awsSources.get(source ?? Records?.[0]?.eventSource ?? '') ?? null),
  azure: ({ trigger }) => azureTriggers.get(trigger ?? '') ?? null,
  gcp: ({ path, headers = {} }) => {
    if (headers['user-agent'] === 'Google-Cloud-Scheduler') return 'schedule';
    if (headers['user-agent'] === 'Google-Cloud-Workflows') return 'step';
    const [, service] = /^google\.cloud\.(\w+)\./.exec(headers['ce-type'] ?? '') ?? [];
    if (service === 'firestore') return 'feed';
    if (service === 'storage') return 'blob';
    // A topic's message may be a clock's stroke too, and whatever else comes is sent to the root.
    return service === undefined && path !== '/' ? 'http' : null;
  },
};

const awsSources: ReadonlyMap<string, TriggerKind> = new Map([
  ['aws:sqs', 'queue'],
  ['aws:dynamodb', 'feed'],
  ['aws:s3', 'blob'],
  ['aws.s3', 'blob'],
  ['aws.events', 'schedule'],
  ['aws.scheduler', 'schedule'],
]);

const azureTriggers: ReadonlyMap<string, TriggerKind> = new Map([
  ['httpTrigger', 'http'],
  ['serviceBusTrigger', 'queue'],
  ['cosmosDBTrigger', 'feed'],
  ['timerTrigger', 'schedule'],
  ['blobTrigger', 'blob'],
  ['eventGridTrigger', 'blob'],
  ['activityTrigger', 'step'],
]);
