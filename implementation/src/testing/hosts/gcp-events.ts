import { type Held, traceBeside, transportTrace } from './deliveries.ts';
import type { Ask } from './host-under-test.ts';

/** What API Gateway and the front end put to the headers of a client. */
export function headersOf({ headers = {}, carried }: Ask): Record<string, string> {
  const { tenant, requestId = null, traceId = null } = carried ?? {};
  const claims = Buffer.from(JSON.stringify({ org: tenant })).toString('base64url');
  return {
    ...(tenant !== undefined && { 'x-apigateway-api-userinfo': claims }),
    ...(requestId !== null && { 'x-request-id': requestId }),
    ...(traceId !== null && { 'x-cloud-trace-context': `${traceId}/1;o=1` }),
    ...headers,
  };
}

/** What Google posts. */
export interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
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

export function messageOf(held: Held): Posted {
  const { item, carried, attempt, place } = held;
  if (item.kind !== 'queue') throw new Error('this is no message');
  const { tenant, requestId, traceId, deadline } = carried;
  const sent = { id: item.id, tenant, requestId, traceId, deadline: deadline && `${deadline}` };
  const attributes = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const data = Buffer.from(JSON.stringify(item.body)).toString('base64');
  return {
    headers: eventHeaders(
      { ...held, carried: { ...carried, requestId: 'transport', traceId: traceBeside(held) } },
      'pubsub.topic.v1.messagePublished',
    ),
    body: {
      message: { data, attributes, messageId: `message-${place}` },
      deliveryAttempt: attempt,
    },
  };
}

export function changeOf(held: Held): Posted {
  const { item, place } = held;
  if (item.kind !== 'feed') throw new Error('this is no change');
  const [tenant, subject] = [item.tenant, item.subject].map(encodeURIComponent);
  const record = `tenants/${tenant}/logs/${subject}/records/record-${place}`;
  const document = item.tenant === '' ? 'settings/desk' : record;
  const type = 'firestore.document.v1.created';
  const headers = { ...eventHeaders(held, type), 'ce-document': document.replaceAll('%', '%25') };
  return { headers: { ...headers, 'content-type': 'application/protobuf' }, body: '-' };
}

export function fileOf(held: Held): Posted {
  const { item } = held;
  if (item.kind !== 'blob') throw new Error('this is no file');
  const name = `${encodeURIComponent(item.tenant)}/${item.name}`;
  const headers = eventHeaders(held, 'storage.object.v1.finalized');
  return { headers, body: { bucket: 'incoming', name } };
}

/** By the topic that Cloud Scheduler writes to. */
export const strokeOf = (held: Held): Posted => {
  const { 'ce-traceparent': traceparent, ...headers } = eventHeaders(held, 'pubsub.topic.v1');
  return { headers: { ...headers, ...(traceparent && { traceparent }) }, body: {} };
};

export function stateOf({ item, carried }: Held): Posted {
  if (item.kind !== 'step') throw new Error('this is no state');
  const traceparent = `00-${transportTrace}-b7ad6b7169203331-01`;
  return { headers: { traceparent }, body: { ...carried, ...item.state } };
}
