import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleEvent, type HttpEvent } from './azure-event.ts';
import { type AzureWorker, startOnAzure } from './run-on-azure.ts';

const pages = `
  import { app } from '@azure/functions';
  app.setup({ enableHttpStream: true });
  app.http('page', {
    route: 'page/{name}',
    handler: async ({ params }) => {
      console.log('asked for', params.name);
      return {
        status: 202,
        body: (async function* () {
          yield Buffer.from('first ');
          await new Promise((resolve) => setTimeout(resolve, 20));
          yield Buffer.from('second');
        })(),
      };
    },
  });
`;
const messages = `
  import { app } from '@azure/functions';
  app.setup({ enableHttpStream: true });
  const queue = { connection: 'C', queueName: 'q' };
  app.serviceBusQueue('give', {
    ...queue,
    handler: ({ ticketId }, context) => ({ ticketId, ...context.triggerMetadata }),
  });
  app.serviceBusQueue('fail', {
    ...queue,
    handler: async () => { throw Object.assign(new Error('it rains'), { name: 'unavailable' }) },
  });
  app.serviceBusQueue('hang', { ...queue, handler: () => new Promise(() => {}) });
  app.serviceBusQueue('leave', { ...queue, handler: () => process.exit(3) });
`;

let folder = '';
const files = () => ['messages.mjs', 'pages.mjs'].map((name) => join(folder, name));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportmax-azure-'));
  for (const [name, contents] of Object.entries({ messages, pages })) {
    await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      outfile: join(folder, `${name}.mjs`),
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node22',
      format: 'esm',
      // Only the worker has it, and gives it to nothing but `require`.
      external: ['@azure/functions-core'],
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function within<Result>(use: (worker: AzureWorker) => Promise<Result>, app = files()) {
  const worker = startOnAzure({ files: app, environment: { WORD: 'x' } });
  try {
    return await use(worker);
  } finally {
    await worker.stop();
  }
}

const page: HttpEvent = {
  trigger: 'httpTrigger',
  data: { method: 'GET', url: 'https://desk.example/page/one', headers: {} },
};

test('bundles run, each with a copy of the programming model, and what they answer streams', async () => {
  const chunks: string[] = [];
  const onChunk = (chunk: Uint8Array) => chunks.push(Buffer.from(chunk).toString());
  await within(async (worker) => {
    const answered = await worker.invoke('page', page, { onChunk });
    expect(answered).toMatchObject({ kind: 'response', status: 202, whole: true });
    expect(chunks).toEqual(['first ', 'second']);
    expect(worker.lines).toEqual(['asked for one']);
    const given = await worker.invoke('give', exampleEvent('answer'));
    const { ticketId } = exampleEvent('answer').data as { ticketId: string };
    expect(given).toMatchObject({ kind: 'result', result: { ticketId, deliveryCount: 1 } });
  });
});

test('what fails is told by name and message; who hangs or leaves is lost', async () => {
  const event = exampleEvent('answer');
  await within(async (worker) => {
    const error = { name: 'unavailable', message: 'it rains' };
    expect(await worker.invoke('fail', event)).toMatchObject({ kind: 'error', error });
    const hanging = await worker.invoke('hang', event, { timeoutMs: 100 });
    expect(hanging).toMatchObject({ kind: 'lost', reason: 'timed out' });
  });
  await within(async (worker) => {
    const left = { kind: 'lost', reason: 'ended' };
    expect(await worker.invoke('leave', event)).toMatchObject(left);
    expect(await worker.invoke('give', event)).toMatchObject(left);
  });
});

test('an app that cannot be loaded says why', async () => {
  const missing = [join(folder, 'missing.mjs')];
  await within(async (worker) => {
    await expect(worker.invoke('give', exampleEvent('answer'))).rejects.toThrow('missing.mjs');
  }, missing);
});
