import type { DeskFunction } from '#src/functions/define-function.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { registerGcpFunction } from '#src/hosts/gcp-functions/register-gcp-function.ts';
import { serveFunction } from '../gcp-functions/served-function.ts';
import { tenantClaimOf } from './aws-host.ts';
import { byCode, Deliveries, eachAlone, type Held, type Invoke } from './deliveries.ts';
import type { Ask, HostUnderTest } from './host-under-test.ts';
import { askAt } from './read-answer.ts';

const platformTimeoutMs = 3_000;

/** The real framework's server, to which Google's services post. */
export const gcpHost: HostUnderTest = {
  name: 'gcp',
  endsAfterMs: platformTimeoutMs,
  carries: {
    http: ['tenant', 'requestId', 'traceId'],
    queue: ['tenant', 'requestId', 'traceId'],
    feed: ['tenant', 'requestId', 'traceId'],
    schedule: ['requestId', 'traceId'],
    blob: ['tenant', 'requestId', 'traceId'],
    step: ['tenant', 'requestId', 'traceId'],
  },
  failTogether: 'none',
  async prepare() {},
  async run(fn, desk) {
    const laptop = await desk.open([]);
    const host = hostFunction(desk.watched(fn), laptop.desk);
    const { clock, logger } = desk;
    const options = { tenantClaim: tenantClaimOf(fn), platformTimeoutMs, clock, logger };
    const open = async () => {
      await desk.opening();
      return host;
    };
    registerGcpFunction(fn, open, options);
    const served = await serveFunction(fn.name);
    const deliveries = new Deliveries(invokeOf(fn, served.url), 5);
    return {
      ask: (ask) => askAt(served.url, ask, headersOf(ask)),
      deliver: (sent) => deliveries.deliver(sent),
      redeliver: () => deliveries.redeliver(),
      async close() {
        await served[Symbol.asyncDispose]();
        await laptop.close();
      },
    };
  },
  async close() {},
};

/** What API Gateway and the front end put to the headers of a client. */
function headersOf({ headers = {}, carried }: Ask): Record<string, string> {
  const { tenant, requestId = null, traceId = null } = carried ?? {};
  const claims = Buffer.from(JSON.stringify({ org: tenant })).toString('base64url');
  return {
    ...(tenant !== undefined && { 'x-apigateway-api-userinfo': claims }),
    ...(requestId !== null && { 'x-request-id': requestId }),
    ...(traceId !== null && { 'x-cloud-trace-context': `${traceId}/1;o=1` }),
    ...headers,
  };
}

interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** How Google hands items to a function of each kind: one with each request. */
function invokeOf({ trigger }: DeskFunction, url: string): Invoke {
  const post = async ({ headers, body }: Posted) => {
    const json = { 'content-type': 'application/json' };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: sent });
  };
  const event = (eventOf: (held: Held) => Posted) =>
    eachAlone(async (held) => ((await post(eventOf(held))).ok ? null : 'again'));
  switch (trigger.kind) {
    case 'queue':
      return event(messageOf);
    case 'feed':
      return event(changeOf);
    case 'schedule':
      return event(strokeOf);
    case 'blob':
      return event(fileOf);
    default:
      return eachAlone(async (held) => {
        const response = await post(stateOf(held));
        return response.ok ? null : byCode(((await response.json()) as { code: string }).code);
      });
  }
}

/** A CloudEvent in the binary form, whose trace is in the attribute that is made for it. */
function eventHeaders({ carried: { requestId, traceId } }: Held, type: string) {
  return {
    'ce-id': requestId ?? 'event',
    'ce-source': '//supportmax.example',
    'ce-specversion': '1.0',
    'ce-type': `google.cloud.${type}`,
    ...(traceId !== null && { 'ce-traceparent': `00-${traceId}-b7ad6b7169203331-01` }),
  };
}

function messageOf(held: Held): Posted {
  const { item, carried, attempt, place } = held;
  if (item.kind !== 'queue') throw new Error('this is no message');
  const { tenant, requestId, traceId, deadline } = carried;
  const sent = { id: item.id, tenant, requestId, traceId, deadline: deadline && `${deadline}` };
  const attributes = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const data = Buffer.from(JSON.stringify(item.body)).toString('base64');
  return {
    headers: eventHeaders(
      { ...held, carried: { ...carried, requestId: 'transport', traceId: null } },
      'pubsub.topic.v1.messagePublished',
    ),
    body: {
      message: { data, attributes, messageId: `message-${place}` },
      deliveryAttempt: attempt,
    },
  };
}

function changeOf(held: Held): Posted {
  const { item, place } = held;
  if (item.kind !== 'feed') throw new Error('this is no change');
  const [tenant, subject] = [item.tenant, item.subject].map(encodeURIComponent);
  const record = `tenants/${tenant}/logs/${subject}/records/record-${place}`;
  const document = item.tenant === '' ? 'settings/desk' : record;
  const type = 'firestore.document.v1.created';
  const headers = { ...eventHeaders(held, type), 'ce-document': document.replaceAll('%', '%25') };
  return { headers: { ...headers, 'content-type': 'application/protobuf' }, body: '-' };
}

function fileOf(held: Held): Posted {
  const { item } = held;
  if (item.kind !== 'blob') throw new Error('this is no file');
  const name = `${encodeURIComponent(item.tenant)}/${item.name}`;
  const headers = eventHeaders(held, 'storage.object.v1.finalized');
  return { headers, body: { bucket: 'incoming', name } };
}

/** By the topic that Cloud Scheduler writes to. */
const strokeOf = (held: Held): Posted => {
  const { 'ce-traceparent': traceparent, ...headers } = eventHeaders(held, 'pubsub.topic.v1');
  return { headers: { ...headers, ...(traceparent && { traceparent }) }, body: {} };
};

function stateOf({ item, carried }: Held): Posted {
  if (item.kind !== 'step') throw new Error('this is no state');
  return { headers: {}, body: { ...carried, ...item.state } };
}
