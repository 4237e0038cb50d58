import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The example events, `functions/azure/events/*.json`. */
export const eventFolder = join(import.meta.dirname, '../../../../functions/azure/events');

/** A request as the host gets it. */
const httpData = z.strictObject({
  method: z.string().default('GET'),
  url: z.url(),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON, or text as it is. */
  body: z.json().optional(),
});

const traceParent = z.string().optional();

/** What sets off an invocation, as functions/azure/README.md describes it. */
const eventFile = z.union([
  z.strictObject({ trigger: z.literal('httpTrigger'), data: httpData, traceParent }),
  z.strictObject({
    trigger: z.enum([
      'serviceBusTrigger',
      'cosmosDBTrigger',
      'timerTrigger',
      'blobTrigger',
      'eventGridTrigger',
      'activityTrigger',
    ]),
    data: z.json(),
    metadata: z.record(z.string(), z.json()).default({}),
    traceParent,
  }),
]);

export type AzureEvent = z.output<typeof eventFile>;
export type HttpEvent = Extract<AzureEvent, { trigger: 'httpTrigger' }>;
export type TriggerEvent = Exclude<AzureEvent, HttpEvent>;

/** Reads an event; throws with the place in it that is not as it should be. */
export function readEvent(path: string): AzureEvent {
  const read = eventFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`${path}: ${z.prettifyError(read.error)}`);
}

export const exampleEvent = (name: string): AzureEvent =>
  readEvent(join(eventFolder, `${name}.json`));

export const exampleEventNames = (): string[] =>
  readdirSync(eventFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
