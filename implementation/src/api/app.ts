import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import { issueWords } from '#src/foundation/issue-words.ts';
import { errorFields, type Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { createContext, onlyTenant, type RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { bodyBytes } from './body-limits.ts';
import { HttpError, problemResponse } from './problem.ts';
import { readJsonBody } from './request-body.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';

/** For a route without parameters: who filters where nothing filters should hear of it. */
const noQuery = z.strictObject({});

/** What the API itself uses, whatever its routes do. */
export interface ApiSurroundings {
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  newId(): string;
}

/** What a host hands over beside a request: what its own carriers say of it. */
export interface RequestEnvironment {
  readonly carried?: Partial<Pick<RequestContext, 'tenant' | 'traceId' | 'deadline'>>;
}

interface AppOptions {
  /** Describes its routes, which it then serves too: given where it has all of them. */
  readonly describe?: (routes: readonly Route[], version: string) => object;
}

/** The API as a web-standard handler: a host only has to bring requests to `app.fetch`. */
export function createApp(
  routes: readonly Route[],
  desk: ApiSurroundings,
  { describe }: AppOptions = {},
): Hono {
  const app = new Hono();
  for (const route of routes) {
    const serveOne: Handler = (c) => serve(desk, route, c);
    app.on(route.method, patternOf(route.path), measured(desk, route.path, serveOne));
  }
  const paths = methodsByPath(routes);
  if (describe) {
    const description = describe(routes, desk.version);
    const show = () => Response.json(description);
    app.get('/openapi.json', measured(desk, '/openapi.json', show));
    paths.set('/openapi.json', ['GET']);
  }
  for (const [path, methods] of paths) {
    const allow = [...methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : one)), 'OPTIONS'];
    const headers = { allow: allow.join(', ') };
    app.options(path, () => new Response(null, { status: 204, headers }));
    const refuse = measured(desk, noRoute, (c) => {
      const detail = `${c.req.method.slice(0, 20)} is not possible here, only ${headers.allow}.`;
      throw new HttpError(405, 'invalid_argument', detail, headers);
    });
    app.all(path, refuse);
  }
  const findNothing = measured(desk, noRoute, (c) => {
    throw new SupportError('not_found', `There is nothing at ${c.req.path.slice(0, 200)}.`);
  });
  app.notFound(findNothing);
  app.onError((error, c) => failed(desk, error, requestIdOf(desk, c.req.raw)));
  return app;
}

/** A path of the description in the router's form. */
const patternOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const pattern = patternOf(path);
    methods.set(pattern, [...(methods.get(pattern) ?? []), method]);
  }
  return methods;
}

type Handler = (c: Context) => Response | Promise<Response>;

/** What the metrics call requests that no route takes: a caller's words must not become labels. */
const noRoute = 'none';
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A handler whose failures become problems, and whose requests are counted and timed. */
function measured(
  desk: ApiSurroundings,
  route: string,
  handle: Handler,
): (c: Context) => Promise<Response> {
  return async (c) => {
    const began = desk.clock.monotonic();
    let response: Response;
    try {
      response = await handle(c);
    } catch (error) {
      response = failed(desk, error, requestIdOf(desk, c.req.raw));
    }
    const seconds = (desk.clock.monotonic() - began) / 1000;
    const method = knownMethods.has(c.req.method) ? c.req.method : 'other';
    const labels = { method, route, status: String(response.status) };
    desk.metrics.observe('supportmax_http_request_duration_seconds', seconds, labels);
    return response;
  };
}

async function serve(desk: ApiSurroundings, route: Route, c: Context): Promise<Response> {
  const request = c.req.raw;
  const requestId = requestIdOf(desk, request);
  // Work goes on when the client hangs up: its message is in the log, and others may wait for it.
  const context = createContext({ tenant: onlyTenant, requestId, ...carriedBy(c) });
  try {
    const path = checked(route.pathSchema, c.req.param(), 'path');
    const query = checked(route.querySchema ?? noQuery, queryOf(request), 'query');
    const idempotencyKey = route.method === 'POST' ? idempotencyKeyOf(request) : null;
    const body = route.bodySchema
      ? checked(
          route.bodySchema,
          await readJsonBody(request, route.bodyLimitBytes ?? bodyBytes),
          '',
        )
      : undefined;
    const result = await route.run({ context, path, query, body, request, idempotencyKey });
    return result instanceof Response ? result : json(result, route.success.status, requestId);
  } catch (error) {
    return failed(desk, error, requestId, context.traceId);
  }
}

function carriedBy(c: Context): RequestEnvironment['carried'] {
  const { carried } = (c.env ?? {}) as RequestEnvironment;
  if (!carried) return {};
  const { tenant = onlyTenant, traceId = null, deadline = null } = carried;
  return { tenant, traceId, deadline };
}

const json = (value: object, status: number, requestId: string) =>
  new Response(JSON.stringify(value), {
    status,
    headers: {
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    },
  });

function failed(
  desk: ApiSurroundings,
  error: unknown,
  requestId: string,
  traceId: string | null = null,
): Response {
  const whose = { requestId, ...(traceId !== null && { traceId }) };
  const known = toSupportError(error);
  desk.metrics.count('supportmax_errors_total', { code: known.code });
  if (known.code === 'internal' || known.code === 'data_corrupt') {
    desk.logger.log('error', 'a request failed', { ...whose, ...errorFields(error) });
  } else {
    const { code, message } = known;
    desk.logger.log('info', 'a request was refused', { ...whose, code, detail: message });
  }
  return problemResponse(known, requestId);
}

function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new SupportError('invalid_argument', 'Idempotency-Key: 1 to 255 visible ASCII characters.');
}

function queryOf(request: Request): Record<string, string> {
  // Without a prototype, `__proto__` is a name like any other.
  const query: Record<string, string> = Object.create(null);
  if (!request.url.includes('?')) return query;
  for (const [name, value] of new URL(request.url).searchParams) {
    if (Object.hasOwn(query, name)) {
      throw new SupportError(
        'invalid_argument',
        `query ${name.slice(0, 60)}: given more than once.`,
      );
    }
    query[name] = value;
  }
  return query;
}

function checked(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  const result = (schema ?? z.unknown()).safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [place, ...(issue?.path ?? [])].filter((part) => part !== '').join(' ');
  const detail = `${path || 'body'}: ${issue ? issueWords(issue, value) : 'is not valid'}`;
  throw new SupportError('invalid_argument', detail.slice(0, 500));
}
