/**
 * Runs an app in a process of its own, as the worker of Azure does: `worker-program.ts FILE…` loads
 * the files, which register functions, and then invokes what it is told to by whoever started it.
 */
import { pathToFileURL } from 'node:url';
import { type FunctionApp, startFunctionApp } from './function-app.ts';
import { functionsCore } from './functions-core.ts';
import type { AnsweredRequest, WorkerMessage, WorkerOrder } from './worker-messages.ts';

const send = (message: WorkerMessage) => process.send?.(message);

const core = functionsCore();
for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
const app = await startFunctionApp(core);
process.on('message', (order: WorkerOrder) => {
  invoke(app, order).then(send, (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  });
});
send({ kind: 'loaded' });

async function invoke(loaded: FunctionApp, { name, event }: WorkerOrder): Promise<WorkerMessage> {
  if (event.trigger === 'httpTrigger') {
    const { response, outcome } = await loaded.request(name, event);
    const answered = await read(response);
    const ended = await outcome;
    return ended.kind === 'failed' ? failed(ended.error) : { kind: 'response', ...answered };
  }
  const outcome = await loaded.invoke(name, event);
  if (outcome.kind === 'failed') return failed(outcome.error);
  return { kind: 'result', result: outcome.value };
}

const failed = ({ name, message }: Error): WorkerMessage => ({
  kind: 'error',
  error: { name, message },
});

async function read(response: Response): Promise<AnsweredRequest> {
  const chunks: Uint8Array[] = [];
  let whole = true;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      send({ kind: 'chunk', chunk });
    }
  } catch {
    whole = false;
  }
  const { status, headers } = response;
  return { status, headers: [...headers], body: Buffer.concat(chunks), whole };
}
