import type { HttpEvent } from './azure-event.ts';
import { type RpcBinding, type RpcData, toRpc } from './rpc.ts';

interface Forwarding {
  /** Of the model's server. */
  readonly url: string | null;
  readonly invocationId: string;
  readonly route: RpcBinding;
  readonly event: HttpEvent;
  readonly signal: AbortSignal | undefined;
}

/**
 * What the host does with a request for an app that streams: it forwards it to the model's server,
 * marked with the invocation, and sends the headers once more with the invocation itself.
 */
export function forwardRequest({ url, invocationId, route, event, signal }: Forwarding): {
  readonly response: Promise<Response>;
  readonly triggerMetadata: Readonly<Record<string, RpcData>>;
} {
  const { method, headers, body } = event.data;
  const target = new URL(event.data.url);
  const parameters = routeParameters(route, method, target.pathname);
  if (url === null) throw new Error('the app does not stream over HTTP');
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const forwarding = {
    ...headers,
    'x-forwarded-host': target.host,
    'x-forwarded-proto': target.protocol.slice(0, -1),
    'x-ms-invocation-id': invocationId,
  };
  const response = fetch(new URL(target.pathname + target.search, url), {
    method,
    headers: forwarding,
    redirect: 'manual',
    ...(text !== undefined && { body: text }),
    ...(signal && { signal }),
  });
  const seen = { host: target.host, ...headers, ...forwarding };
  return { response, triggerMetadata: { ...parameters, Headers: toRpc(seen) } };
}

/** What the path says, by the route's template; throws where the host would answer 404. */
function routeParameters(
  { route, methods }: RpcBinding,
  method: string,
  path: string,
): Record<string, RpcData> {
  const wanted = String(route).replace(/^\//, '').split('/');
  const given = path.slice(1).split('/');
  const allowed = Array.isArray(methods) && methods.includes(method);
  const parameters: Record<string, RpcData> = {};
  const fits = wanted.every((part, at) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name !== undefined) parameters[name] = toRpc(decodeURIComponent(given[at] ?? ''));
    return name === undefined ? part === given[at] : given[at] !== '';
  });
  if (allowed && fits && wanted.length === given.length) return parameters;
  throw new Error(`the host would answer 404: ${method} ${path} is not ${String(route)}`);
}
