import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { waitFor } from '#src/testing/api/started-desk.ts';
import { pathsBelow, setWritable, traceOf } from '#src/testing/container/file-tree.ts';
import type { Image } from '#src/testing/container/image-layout.ts';
import { layOutImage } from '#src/testing/container/image-layout.ts';
import type { Way } from '#src/testing/container/run-image.ts';
import { asUser, sealed, sealingMissing, startIn } from '#src/testing/container/run-image.ts';
import { projectRoot } from '#src/testing/house-rules/source-file.ts';
import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import { answering, listing, startModelServer } from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { freePort } from '#src/testing/postgres-server.ts';
import { verifies } from '#src/testing/verifies.ts';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-image-'));
let image: Image;
let company: string;
beforeAll(() => {
  // The image's user has to come this far, and shall not write where it has come.
  chmodSync(folder, 0o755);
  image = layOutImage(join(projectRoot, manifest.image.dockerfile), projectRoot, folder);
  // Docker gives every container one.
  mkdirSync(join(image.root, 'proc'));
  setWritable(image.root, false);
  company = pathsBelow(join(image.root, 'desk/content'))[0] ?? '';
});
afterAll(() => {
  setWritable(folder, true);
  rmSync(folder, { recursive: true });
});

/** The questions of the FAQs that lie in the image, with their ids. */
function faqs(): readonly { readonly id: string; readonly title: string }[] {
  const text = readFileSync(join(image.root, 'desk/content', company, 'faqs.jsonl'), 'utf8');
  const rows = text.trim().split('\n');
  return rows.slice(0, 8).map((row) => JSON.parse(row) as { id: string; title: string });
}

/** How many of the FAQs are answered by themselves when somebody asks them. */
async function answeredFaqs(url: string): Promise<number> {
  const call = clientOf((request) => fetch(request), url);
  let answered = 0;
  for (const { id, title } of faqs()) {
    const { status, json } = await call('/v1/chat', { body: { message: title } });
    expect(status).toBe(200);
    const answer = json as ChatResponse;
    if (answer.status === 'answered' && answer.citations[0]?.articleId === id) answered += 1;
  }
  return answered;
}

const numberIn = (pid: number, name: string): string | undefined =>
  new RegExp(`^${name}:\\t(?:.*\\s)?(\\d+)$`, 'm').exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  )?.[1];

/** What is asked of a container that runs: who it is, FAQs, and what else it serves. */
async function answer(url: string, processId: number): Promise<void> {
  const user = process.getuid?.() === 0 ? manifest.image.user.split(':')[0] : process.getuid?.();
  expect(numberIn(processId, 'Uid')).toBe(String(user));
  expect(await answeredFaqs(url)).toBeGreaterThan(4);
  for (const path of ['/', '/web/page.css', '/readyz', '/openapi.json', '/metrics']) {
    expect([path, (await fetch(new URL(path, url))).status]).toEqual([path, 200]);
  }
}

/** The life of a container, from its command to the signal that ends it. */
async function live(way: Way): Promise<void> {
  const before = traceOf(image.root);
  const environment = { PORT: String(await freePort()) };
  const checkHealth = () => startIn(way, image, image.health.command, { environment }).ended;
  const desk = startIn(way, image, image.command, { environment });
  try {
    const url = await waitFor(desk, /The desk is open: (http:\/\/\S+)/);
    expect(new URL(url).port).toBe(environment.PORT);
    expect(await checkHealth()).toBe(0);
    await answer(url, desk.pid);
    if (way === sealed) expect(numberIn(desk.pid, 'NSpid')).toBe('1');
    process.kill(desk.pid, image.stopSignal);
    expect(await desk.ended).toBe(0);
  } finally {
    desk.kill('SIGKILL');
  }
  expect(await checkHealth()).toBe(1);
  const logged = desk.stderr().split('\n').filter(Boolean);
  expect(logged.filter((line) => !/"level":"(info|debug)"/.test(line))).toEqual([]);
  expect(traceOf(image.root)).toEqual(before);
}

test(
  verifies(
    'v0.5.container',
    'real part',
    'the files, the command and the health check of the image run without Docker: they answer FAQs, write nothing and end on TERM',
  ),
  async () => {
    console.log(`the image runs ${asUser.name}`);
    await live(asUser);
  },
);

test('they run as process 1, on nothing but their own files, read-only', async (context) => {
  const missing = sealingMissing();
  if (missing) return context.skip(missing);
  await live(sealed);
});

/** What Docker mounts into a container: a configuration, and the secret that it names. */
function mountedConfiguration(provider: string, origin: string): string {
  const place = join(folder, `mounted-${provider}`);
  mkdirSync(place);
  writeFileSync(join(place, 'key'), 'key-in-a-file\n');
  const price = { inputPerMillionUsd: 1, outputPerMillionUsd: 1 };
  const baseUrl = provider === 'openai' ? `${origin}/v1` : origin;
  const apiKey = { file: join(place, 'key') };
  const model = { provider, name: 'model-1', baseUrl, apiKey, price };
  const file = join(place, 'config.json');
  writeFileSync(file, JSON.stringify({ model, brain: { answer: 'model' } }));
  return file;
}

test.each([
  ['openai', openAIProtocol],
  ['anthropic', anthropicProtocol],
] as const)(
  'with a mounted configuration and key, its client asks %s',
  async (provider, protocol) => {
    const server = await startModelServer(protocol);
    const file = mountedConfiguration(provider, server.origin);
    const environment = { PORT: '0', [manifest.configuration.variable]: file };
    server.replyWith(listing('model-1'));
    const desk = startIn(asUser, image, image.command, { environment });
    try {
      const url = await waitFor(desk, /The desk is open: (http:\/\/\S+)/);
      await server.received(1);
      const usage = { input: 900, output: 100 };
      server.replyWith(answering({ text: ['{"claims":[],"confidence":0.1}'], usage }));
      const call = clientOf((request) => fetch(request), url);
      const { json } = await call('/v1/chat', { body: { message: faqs()[0]?.title } });
      const { usage: paid } = json as ChatResponse;
      expect(paid).toMatchObject({ model: 'model-1', inputTokens: expect.any(Number) });
      expect(paid.costUsd).toBeGreaterThan(0);
      const { headers } = server.requests[0] ?? {};
      expect(headers?.authorization ?? headers?.['x-api-key']).toContain('key-in-a-file');
      expect(desk.stdout() + desk.stderr()).not.toContain('key-in-a-file');
    } finally {
      desk.kill('SIGKILL');
      await server.close();
    }
  },
);

test('the image holds Node, its libraries and the desk, and nothing that only a build needs', () => {
  const paths = pathsBelow(image.root).filter((path) => !path.endsWith('/'));
  const desk = paths.filter((path) => path.startsWith('desk/'));
  const system = paths.filter((path) => !path.startsWith('desk/'));
  expect(system).toContain('usr/local/bin/node');
  expect(system.filter((path) => !/^lib(64)?\/.*\.so(\.\d+)*$/.test(path))).toEqual([
    'usr/local/bin/node',
  ]);
  const places = new Set(desk.map((path) => path.split('/').slice(0, 2).join('/')));
  expect([...places].sort()).toEqual([
    'desk/LICENSE',
    'desk/check-health.mjs',
    'desk/content',
    'desk/desk.mjs',
    'desk/models',
    'desk/third-party-licences.txt',
    'desk/web',
  ]);
  const kept = new Set(desk.map((path) => path.slice(`desk/content/${company}`.length)));
  expect([...kept].filter((path) => /^(evaluation|tickets)\//.test(path))).toEqual([]);
  expect(desk.filter((path) => /\.(ts|map)$|node_modules|package/.test(path))).toEqual([]);
});
