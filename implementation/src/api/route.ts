import type * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';

type Schema = z.ZodType;

/** What a route is run with: everything in it was checked against the route's schemas. */
export interface RouteCall {
  readonly context: RequestContext;
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly request: Request;
  /** The client's Idempotency-Key, if it sent one. */
  readonly idempotencyKey: string | null;
}

/** One route: what it takes, what it gives, and how it does it. A function of HTTP is one. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** In OpenAPI's form: `/v1/tickets/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly pathSchema?: Schema | undefined;
  readonly querySchema?: Schema | undefined;
  /** Headers that the handler reads and checks by itself, for the description. */
  readonly headerSchema?: Schema | undefined;
  readonly bodySchema?: Schema | undefined;
  readonly bodyLimitBytes?: number | undefined;
  /** The field of its body that names something which must exist; else it answers 404. */
  readonly refersTo?: string | undefined;
  /** A page, for people to look at: not part of the API that is described. */
  readonly forPeople?: boolean | undefined;
  /** Status and shape of success; `contentType` where it is not JSON. */
  readonly success: {
    readonly status: number;
    readonly schema?: Schema | undefined;
    readonly contentType?: string | undefined;
    readonly description: string;
  };
  run(call: RouteCall): Promise<Response | object>;
}
