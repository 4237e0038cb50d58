import { app, type RetryOptions, type Timer, trigger } from '@azure/functions';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type {
  BlobTrigger,
  FeedTrigger,
  HttpTrigger,
  QueueTrigger,
  ScheduleTrigger,
  StepTrigger,
  Trigger,
  TriggerKind,
} from '#src/functions/trigger.ts';
import type { OpenHost } from '../cloud-options.ts';
import { requestHandler } from './answer-request.ts';
import type { AzureOptions, Registration } from './azure-options.ts';
import {
  connections,
  cosmosDatabase,
  incomingContainer,
  leaseContainer,
  resourceName,
} from './binding-names.ts';
import { changeEvent } from './change-event.ts';
import { watchConnections } from './client-connections.ts';
import { blobEvent, gridFileEvent } from './file-events.ts';
import { handlerOf } from './handler-of.ts';
import { messageEvent } from './message-event.ts';
import { ncrontabOf } from './ncrontab.ts';
import { stepEvent } from './step-event.ts';

/**
 * Registers a function with the programming model of Azure, under its own name. The worker does so
 * for every function of an app while it loads the app; later it is too late. `open` is asked at
 * every call and must remember.
 */
export function registerAzureFunction(
  fn: DeskFunction,
  open: OpenHost,
  options: AzureOptions,
): void {
  // Of several bundles in one app, each with its own copy of the model, the last one's copy runs all
  // functions: so each of them says that answers stream.
  app.setup({ enableHttpStream: true });
  watchConnections();
  const register = registrars[fn.trigger.kind] as (on: Trigger, registration: Registration) => void;
  register(fn.trigger, { fn, open, options });
}

const registrars: {
  readonly [Kind in TriggerKind]: (
    on: Extract<Trigger, { kind: Kind }>,
    registration: Registration,
  ) => void;
} = {
  http: registerHttp,
  queue: registerQueue,
  feed: registerFeed,
  schedule: registerSchedule,
  blob: registerFiles,
  step: registerStep,
};

function registerHttp({ method, path }: HttpTrigger, registration: Registration): void {
  app.http(registration.fn.name, {
    methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    // Whoever may do what is for the desk to say, and for the platform's authentication before it.
    authLevel: 'anonymous',
    // An empty route would be the function's name.
    route: path === '/' ? path : path.slice(1),
    handler: requestHandler(registration),
  });
}

/**
 * One message for each invocation: of a batch the platform settles all messages alike, and only with
 * its own SDK, which is not in a function, could one be settled apart. How many are worked on at
 * once is `maxConcurrentCalls` of host.json, and how often one is delivered is the queue's own
 * `maxDeliveryCount`.
 */
function registerQueue({ queue }: QueueTrigger, registration: Registration): void {
  app.serviceBusQueue(registration.fn.name, {
    connection: connections.serviceBus,
    queueName: resourceName(queue),
    cardinality: 'one',
    handler: handlerOf(messageEvent, registration),
  });
}

/**
 * A change that fails for good would hold up the changes of everybody else: after these attempts the
 * feed goes on, and the sweep finds what was left.
 */
const feedRetry: RetryOptions = {
  strategy: 'exponentialBackoff',
  maxRetryCount: 10,
  minimumInterval: { seconds: 1 },
  maximumInterval: { minutes: 1 },
};

function registerFeed({ of, batchSize }: FeedTrigger, registration: Registration): void {
  const { name } = registration.fn;
  app.cosmosDB(name, {
    connection: connections.cosmos,
    databaseName: cosmosDatabase,
    containerName: resourceName(of),
    leaseContainerName: leaseContainer,
    leaseContainerPrefix: name,
    createLeaseContainerIfNotExists: false,
    maxItemsPerInvocation: batchSize,
    // What was written before the function first ran is changed too.
    startFromBeginning: true,
    feedPollDelay: 1_000,
    retry: feedRetry,
    handler: handlerOf(changeEvent, registration),
  });
}

function registerSchedule({ everySeconds }: ScheduleTrigger, registration: Registration): void {
  const { fn, options } = registration;
  const call = handlerOf((_timer, carried) => [{ input: undefined, carried }], registration);
  app.timer(fn.name, {
    schedule: ncrontabOf(everySeconds),
    handler(timer: Timer, context) {
      if (timer.isPastDue) options.logger.log('warn', 'a schedule is late', { function: fn.name });
      return call(timer, context);
    },
  });
}

function registerFiles(_on: BlobTrigger, registration: Registration): void {
  const { fn, options } = registration;
  if (options.filesBy !== 'blob-trigger') {
    const call = handlerOf(gridFileEvent, registration);
    app.eventGrid(fn.name, { handler: (event, context) => call(event, context) });
    return;
  }
  app.storageBlob(fn.name, {
    connection: connections.blobs,
    path: `${incomingContainer}/{tenant}/{name}`,
    source: 'EventGrid',
    handler: handlerOf(blobEvent, registration),
  });
}

/** What durable-functions does for an activity; that package is the orchestrator's alone. */
function registerStep(_on: StepTrigger, registration: Registration): void {
  app.generic(registration.fn.name, {
    trigger: trigger.generic({ type: 'activityTrigger' }),
    handler: handlerOf(stepEvent, registration),
  });
}
