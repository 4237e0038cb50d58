/**
 * What Azure's worker does for one function, in a process of its own: loads the bundle that
 * registers it, calls it once, and tells whoever forked this what comes of it.
 *
 *   node azure-worker.ts BUNDLE FUNCTION EVENT
 */
import { pathToFileURL } from 'node:url';
import type { AzureEvent } from '../../implementation/src/testing/azure-functions/azure-event.ts';
import {
  type FunctionApp,
  type Outcome,
  startFunctionApp,
} from '../../implementation/src/testing/azure-functions/function-app.ts';
import {
  type FunctionsCore,
  functionsCore,
} from '../../implementation/src/testing/azure-functions/functions-core.ts';

/** What is sent to the parent, in this order. */
export type Told =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'head';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'ended';
      readonly value?: unknown;
      readonly error?: { readonly name: string; readonly message: string };
      /** What the programming model logged. */
      readonly lines: readonly string[];
    };

const tell = (told: Told) => new Promise((resolve) => process.send?.(told, resolve));

/** Passes an answer on as it comes; gives how the invocation ended. */
async function passOn(app: FunctionApp, name: string, event: AzureEvent): Promise<Outcome> {
  if (event.trigger !== 'httpTrigger') return await app.invoke(name, event);
  const { response, outcome } = await app.request(name, event);
  const headers = Object.fromEntries(response.headers);
  await tell({ kind: 'head', status: response.status, headers });
  for await (const bytes of response.body ?? []) await tell({ kind: 'chunk', bytes });
  return await outcome;
}

/** Such an event never comes to the function: the app has no such trigger, or no such path. */
function neverCalled(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', error: Object.assign(new Error(message), { name: 'invalid_argument' }) };
}

/** What the programming model tells of itself at every start is not of the function. */
const linesOf = ({ lines }: FunctionsCore): string[] =>
  lines
    .filter(({ level }) => level !== 'debug' && level !== 'trace')
    .map(({ level, message }) => `${level}: ${message}`);

async function main([bundle = '', name = '', text = '']: readonly string[]): Promise<void> {
  const core = functionsCore();
  await import(pathToFileURL(bundle).href);
  const app = await startFunctionApp(core);
  await tell({ kind: 'ready' });
  const event = JSON.parse(text) as AzureEvent;
  const outcome = await passOn(app, name, event).catch(neverCalled);
  const lines = linesOf(core);
  if (outcome.kind === 'done') await tell({ kind: 'ended', value: outcome.value, lines });
  else {
    const { name: code, message } = outcome.error;
    await tell({ kind: 'ended', error: { name: code, message }, lines });
  }
  // The model's own server would keep it alive.
  process.exit(0);
}

await main(process.argv.slice(2));
