import type { HttpEvent, TriggerEvent } from '../azure-functions/azure-event.ts';
import type { Held } from './deliveries.ts';
import type { Ask } from './host-under-test.ts';

/** The platform's own trace of an invocation. */
export const traceParentOf = (traceId: string | null | undefined) =>
  traceId ? { traceParent: `00-${traceId}-b7ad6b7169203331-01` } : {};

/** A request that App Service's authentication has looked at. */
export function requestOf({ method, path, headers = {}, body, carried }: Ask): HttpEvent {
  const { tenant, requestId = null, traceId } = carried ?? {};
  const claims = [{ typ: 'org', val: tenant }];
  const principal = Buffer.from(JSON.stringify({ claims })).toString('base64');
  const data = {
    method,
    url: `https://desk.example${path}`,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(tenant !== undefined && { 'x-ms-client-principal': principal }),
      ...(requestId !== null && { 'x-request-id': requestId }),
      ...headers,
    },
    ...(body !== undefined && { body: body as string }),
  };
  return { trigger: 'httpTrigger', data, ...traceParentOf(traceId) };
}

export const strokeOfClock = { trigger: 'timerTrigger' as const, data: { IsPastDue: false } };

/** From Service Bus. */
export function messageOf({ item, carried, attempt, place }: Held) {
  if (item.kind !== 'queue') throw new Error('this is no message');
  const { tenant, requestId, traceId, deadline } = carried;
  const sent = { id: item.id, tenant, requestId, traceId, deadline: deadline && `${deadline}` };
  const properties = Object.entries(sent).filter(([, value]) => value !== null);
  return {
    trigger: 'serviceBusTrigger' as const,
    data: item.body as string,
    metadata: {
      ApplicationProperties: Object.fromEntries(properties),
      DeliveryCount: attempt,
      MessageId: `message-${place}`,
    },
  };
}

/** Documents of the change feed of Cosmos DB. */
export function changesOf(held: readonly Held[]) {
  const data = held.map(({ item, place }) => {
    if (item.kind !== 'feed') throw new Error('this is no change');
    const { tenant, subject } = item;
    return tenant === '' ? { id: 'settings' } : { id: `record-${place}`, tenant, subject };
  });
  return { trigger: 'cosmosDBTrigger' as const, data };
}

/** From Event Grid. */
export function fileEventOf({ item }: Held) {
  if (item.kind !== 'blob') throw new Error('this is no file');
  const blob = `${encodeURIComponent(item.tenant)}/${item.name}`;
  const subject = `/blobServices/default/containers/incoming/blobs/${blob}`;
  const data = { subject, eventType: 'Microsoft.Storage.BlobCreated' };
  return { trigger: 'eventGridTrigger' as const, data };
}

/** The input of an activity. */
export function stateOf({ item, carried }: Held) {
  if (item.kind !== 'step') throw new Error('this is no state');
  return {
    trigger: 'activityTrigger' as const,
    data: { ...carried, ...item.state } as TriggerEvent['data'],
  };
}
