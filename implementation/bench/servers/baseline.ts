import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { createJsonLogger } from '#src/foundation/logger.ts';
import { allFunctions as functions } from '#src/functions/all-functions.ts';
import { openLaptop } from '#src/hosts/laptop/laptop.ts';
import * as version from '#src/versions/v0.5-baseline/compose.ts';
import { unconfigured } from '#src/versions/v0.5-baseline/settings.ts';
import { benchHost } from '../desk-fixture.ts';
import { serve } from './serve.ts';

/** v0.5 as it is. Its log is redacted and written like any other, and then thrown away. */
const redactor = createRedactor();
const logger = createJsonLogger({
  clock: benchHost.clock,
  level: 'info',
  redact: (value) => redactor.redactDeep(value),
  write: () => {},
});
const { contentDirectory } = dataSettings({});
const settings = { ...unconfigured, contentDirectory };
const services = { ...benchHost, logger };
const desk = await openLaptop({ version, functions, settings, services });
await desk.start();
serve(createAdaptorServer({ fetch: desk.fetch }) as Server);
