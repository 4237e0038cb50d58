import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleEvent } from './event-file.ts';
import { startFramework } from './framework-process.ts';
import { invokeInFramework } from './invoke-in-framework.ts';

const project = join(import.meta.dirname, '../../../..');
const framework = '@google-cloud/functions-framework';

/** A folder as a function is deployed: its bundle, its package.json, the framework beside it. */
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportmax-gcp-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'process-functions.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: [framework],
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module","main":"index.js"}');
  mkdirSync(join(folder, 'node_modules/@google-cloud'), { recursive: true });
  const installed = join(project, 'node_modules', framework);
  symlinkSync(installed, join(folder, 'node_modules', framework));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const greeting = {
  ...exampleEvent('chat'),
  path: '/v1/greet',
  body: { name: 'Zoë' },
};

test("a bundle runs below the framework's own program", async () => {
  const outcome = await invokeInFramework({ folder, name: 'greet' }, greeting);
  expect(outcome).toMatchObject({ status: 200, cut: false, lines: ['greeting Zoë'] });
  expect(JSON.parse(outcome.body.toString())).toMatchObject({ text: 'Hello, Zoë' });
});

test("the platform's timeout is part of the deadline", async () => {
  const environment = { CLOUD_RUN_TIMEOUT_SECONDS: '7' };
  const began = Date.now();
  const { body } = await invokeInFramework({ folder, name: 'greet', environment }, greeting);
  const { deadline } = JSON.parse(body.toString()) as { deadline: number };
  expect(deadline).toBeLessThan(Date.now() + 7_000);
  expect(deadline).toBeGreaterThanOrEqual(began + 6_750);
});

test('the first request of a process is refused with a problem as well', async () => {
  const { status, body } = await invokeInFramework(
    { folder, name: 'greet' },
    { ...greeting, body: '{"name":' },
  );
  expect(status).toBe(400);
  expect(JSON.parse(body.toString())).toMatchObject({ code: 'invalid_argument' });
});

test('an answer without an end is cut off, and what came of it is kept', async () => {
  const chunks: string[] = [];
  const onChunk = (chunk: Buffer) => chunks.push(chunk.toString());
  const options = { timeoutMs: 500, onChunk };
  const { status, cut, body } = await invokeInFramework({ folder, name: 'hum' }, greeting, options);
  expect({ status, cut, body: body.toString(), chunks }).toEqual({
    status: 200,
    cut: true,
    body: 'hum',
    chunks: ['hum'],
  });
});

test('a failed event is a 500, and prints no more than its code', async () => {
  const outcome = await invokeInFramework({ folder, name: 'forget' }, exampleEvent('answer'));
  expect(outcome).toMatchObject({ status: 500, lines: ['forget: unavailable'] });
  expect(outcome.body.toString()).toBe('Internal Server Error');
});

test('a function that is not there is said, with what the framework printed', async () => {
  const starting = startFramework({ folder, name: 'nobody' });
  await expect(starting).rejects.toThrow("Function 'nobody' is not defined");
});
