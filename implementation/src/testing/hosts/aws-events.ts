import type { Carried } from '#src/hosts/carried.ts';
import type { Held } from './deliveries.ts';
import type { Ask } from './host-under-test.ts';

/** A trace as X-Ray writes it. */
export const xRayOf = (traceId: string): string =>
  `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Sampled=1`;

/** A request by an HTTP API, whose authoriser has looked at it. */
export function httpEventOf({ method, path, headers = {}, body, carried }: Ask) {
  const [rawPath, rawQueryString = ''] = path.split('?', 2);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const { traceId = null, requestId = null, tenant } = carried ?? {};
  return {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: {
      host: 'desk.example',
      'content-type': 'application/json',
      ...(traceId !== null && { 'x-amzn-trace-id': xRayOf(traceId) }),
      ...(requestId !== null && { 'x-request-id': requestId }),
      ...headers,
    },
    requestContext: {
      domainName: 'desk.example',
      stage: '$default',
      http: { method },
      ...(tenant !== undefined && { authorizer: { jwt: { claims: { org: tenant } } } }),
    },
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
  };
}

/** A batch of SQS. */
export const messagesOf = (held: readonly Held[]) => ({
  Records: held.map(({ item, carried, place, attempt }) => {
    if (item.kind !== 'queue') throw new Error('this is no message');
    return {
      messageId: `message-${place}`,
      body: JSON.stringify(item.body),
      attributes: { ApproximateReceiveCount: `${attempt}` },
      messageAttributes: attributesOf(item.id, carried),
      eventSource: 'aws:sqs',
    };
  }),
});

function attributesOf(id: string, { tenant, requestId, traceId, deadline }: Carried) {
  const all = {
    id,
    tenant,
    requestId,
    traceId,
    deadline: deadline === null ? null : `${deadline}`,
  };
  const entries = Object.entries(all).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([name, stringValue]) => [name, { stringValue, dataType: 'String' }]),
  );
}

/** A batch of a stream of DynamoDB. */
export const changesOf = (held: readonly Held[]) => ({
  Records: held.map(({ item, place }) => {
    if (item.kind !== 'feed') throw new Error('this is no change');
    const log = [item.tenant, item.subject].map(encodeURIComponent).join('/');
    const Keys = item.tenant === '' ? { row: { S: 'settings' } } : { log: { S: log } };
    return {
      eventSource: 'aws:dynamodb',
      eventName: 'INSERT',
      dynamodb: { Keys, SequenceNumber: `${place}` },
    };
  }),
});

/** What S3 tells of one file. It writes the object's name as a form would. */
export function objectEventOf({ item }: Held) {
  if (item.kind !== 'blob') throw new Error('this is no file');
  const key = `${encodeURIComponent(item.tenant)}/${item.name}`;
  const encoded = encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
  const s3 = { object: { key: encoded } };
  return { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] };
}

export const strokeOfClock = { 'detail-type': 'Scheduled Event', source: 'aws.events' };

/** The input of a task of Step Functions. */
export function stateOf({ item, carried }: Held) {
  if (item.kind !== 'step') throw new Error('this is no state');
  return { ...carried, ...item.state };
}
