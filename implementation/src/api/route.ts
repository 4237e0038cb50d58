import type * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { Desk } from './desk.ts';

type Schema = z.ZodType;
type Output<Value extends Schema | undefined> = Value extends Schema ? z.infer<Value> : undefined;

/** What a handler is given: everything in it was checked against the route's schemas. */
export interface RouteCall<
  Path extends Schema | undefined,
  Query extends Schema | undefined,
  Body extends Schema | undefined,
> {
  readonly desk: Desk;
  readonly context: RequestContext;
  readonly path: Output<Path>;
  readonly query: Output<Query>;
  readonly body: Output<Body>;
  readonly request: Request;
  /** The client's Idempotency-Key, if it sent one. */
  readonly idempotencyKey: string | null;
}

/** One route: what it takes, what it gives, and how it does it. The description is made of these. */
export interface Route<
  Path extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
> {
  readonly method: 'GET' | 'POST';
  /** In OpenAPI's form: `/v1/tickets/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly pathSchema?: Path;
  readonly querySchema?: Query;
  /** Headers that the handler reads and checks by itself, for the description. */
  readonly headerSchema?: Schema;
  readonly bodySchema?: Body;
  readonly bodyLimitBytes?: number;
  /** The field of its body that names something which must exist; else it answers 404. */
  readonly refersTo?: string;
  /** Status and shape of success; `contentType` where it is not JSON. */
  readonly success: {
    readonly status: number;
    readonly schema?: Schema;
    readonly contentType?: string;
    readonly description: string;
  };
  run(call: RouteCall<Path, Query, Body>): Promise<Response | object>;
}

/** Names a route's types from its schemas. */
export function defineRoute<
  Path extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
>(route: Route<Path, Query, Body>): Route {
  return route as unknown as Route;
}
