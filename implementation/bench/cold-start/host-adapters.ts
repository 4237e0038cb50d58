import { readFileSync } from 'node:fs';
import { HttpRequest, InvocationContext } from '@azure/functions';
import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import { lambdaHandler } from '#src/hosts/aws-lambda/lambda-handler.ts';
import { requestHandler } from '#src/hosts/azure-functions/answer-request.ts';
import { handlerOf } from '#src/hosts/azure-functions/handler-of.ts';
import { messageEvent as azureMessage } from '#src/hosts/azure-functions/message-event.ts';
import { nothingCarried } from '#src/hosts/carried.ts';
import type { FunctionHost } from '#src/hosts/function-host.ts';
import { eventFunction } from '#src/hosts/gcp-functions/event-function.ts';
import { messageEvent as gcpMessage } from '#src/hosts/gcp-functions/message-event.ts';
import { requestsOverHttp } from '#src/hosts/gcp-functions/requests-over-http.ts';

/** A host that can be called as its platform, or the platform's library, calls it. */
export interface Adapter<Given = unknown> {
  readonly name: string;
  /** What it is called with. */
  prepare(): Given;
  /** The call, up to the end of its answer. */
  call(given: Given): Promise<unknown>;
}

interface Registration {
  readonly fn: DeskFunction;
  readonly open: () => Promise<FunctionHost>;
  readonly options: {
    readonly tenantClaim: null;
    readonly clock: Clock;
    readonly logger: Logger;
  };
}

/** Every host there is, by a request for functions of HTTP and by a message for the others. */
export const hostAdapters = (registration: Registration): readonly Adapter[] =>
  registration.fn.trigger.kind === 'http' ? byRequest(registration) : byMessage(registration);

// biome-ignore lint/suspicious/noExplicitAny: an example is whatever its cloud sends
const example = (cloud: string, name: string): any =>
  JSON.parse(
    readFileSync(
      new URL(`../../../functions/${cloud}/events/${name}.json`, import.meta.url),
      'utf8',
    ),
  );

const adapter = <Given>(
  name: string,
  prepare: () => Given,
  call: (given: Given) => Promise<unknown>,
) => ({ name, prepare, call }) as Adapter;

const lambdaContext = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
const azureContext = (triggerMetadata = {}) =>
  new InvocationContext({ functionName: 'nothing', invocationId: 'bench', triggerMetadata });

function byRequest({ fn, open, options }: Registration): readonly Adapter[] {
  const [aws, azure, gcp] = ['aws', 'azure', 'gcp'].map((cloud) => example(cloud, 'chat'));
  const lambda = lambdaHandler(fn, open, options);
  const onAzure = requestHandler({ fn, open, options });
  const onGcp = requestsOverHttp(open, { ...options, platformTimeoutMs: 10_000 });
  const { method, url, headers } = azure.data;
  const body = JSON.stringify(azure.data.body);
  const webRequest = () => new Request(url, { method, headers, body });
  return [
    adapter('the laptop', webRequest, async (request) => {
      const host = await open();
      return (await host.fetch(request, nothingCarried)).arrayBuffer();
    }),
    adapter(
      'AWS',
      () => structuredClone(aws),
      (event) => lambda(event, lambdaContext),
    ),
    adapter(
      'Azure',
      () => new HttpRequest({ method, url, headers, body: { string: body } }),
      async (request) => {
        const { body: answer } = await onAzure(request, azureContext());
        return new Response(answer as ReadableStream | string).arrayBuffer();
      },
    ),
    adapter('Google Cloud', webRequest, async (request) =>
      (await onGcp(request, gcp.headers)).arrayBuffer(),
    ),
  ];
}

function byMessage({ fn, open, options }: Registration): readonly Adapter[] {
  const [aws, azure, gcp] = ['aws', 'azure', 'gcp'].map((cloud) => example(cloud, 'answer'));
  const lambda = lambdaHandler(fn, open, options);
  const onAzure = handlerOf(azureMessage, { fn, open, options });
  const onGcp = eventFunction(fn, open, gcpMessage, { ...options, platformTimeoutMs: 10_000 });
  const { 'ce-id': id, 'ce-source': source, 'ce-type': type } = gcp.headers;
  const event = { specversion: '1.0', id, source, type, data: gcp.body };
  return [
    adapter(
      'the laptop',
      () => structuredClone(azure.data),
      async (body) => (await open()).call(body, nothingCarried, { id, attempt: 1 }),
    ),
    adapter(
      'AWS',
      () => ({ Records: [structuredClone(aws.Records[0])] }),
      (given) => lambda(given, lambdaContext),
    ),
    adapter(
      'Azure',
      () => azureContext(lowerFirst(azure.metadata)),
      (context) => onAzure(azure.data, context),
    ),
    adapter(
      'Google Cloud',
      () => structuredClone(event),
      (given) => onGcp(given),
    ),
  ];
}

/** The names of metadata as the programming model hands them on. */
const lowerFirst = (metadata: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  );
