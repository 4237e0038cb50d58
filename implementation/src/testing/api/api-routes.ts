import type { Route } from '#src/api/route.ts';
import { httpFunctions } from '#src/functions/http-functions.ts';
import { routeOf } from '#src/functions/http-route.ts';
import type { Surroundings } from '#src/functions/parts.ts';

/** Every route as the description sees it: nothing that its function needs is there to run it. */
export const apiRoutes: readonly Route[] = httpFunctions.map((fn) =>
  routeOf(fn, {} as Surroundings),
);
