import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { supportmax } from '#src/testing/api/started-desk.ts';
import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import {
  failing,
  listing,
  type ModelServer,
  type Reply,
  raw,
  startModelServer,
} from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import type { ServedAnswer } from '#src/testing/model-servers/wire-protocol.ts';
import { verifies } from '#src/testing/verifies.ts';
import { check } from './check.ts';
import { CommandSandbox } from './command-sandbox.ts';

// Some looks are processes of their own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 });

const sandbox = new CommandSandbox();
afterAll(() => sandbox.remove());

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer(openAIProtocol);
});
afterEach(() => server.close());

const key = 'key-of-the-test';
const price = { inputPerMillionUsd: 1, outputPerMillionUsd: 10 };

function configure(model: object, more: object = {}): string {
  const base = { provider: 'openai', name: 'small', baseUrl: `${server.origin}/v1`, price };
  const apiKey = { env: 'KEY' };
  return sandbox.write(
    'desk.json',
    JSON.stringify({ model: { ...base, apiKey, ...model }, ...more }),
  );
}

/** Runs the command in this process; the lines that it printed. */
async function run(...argv: string[]): Promise<{ code: number; lines: string[] }> {
  const printed: string[] = [];
  const code = await check.run(argv, {
    stdout: (text) => void printed.push(text),
    stderr: (text) => void printed.push(`stderr: ${text}`),
    environment: { KEY: key },
  });
  expect(printed.join('')).not.toContain(key);
  return { code, lines: printed.join('').trimEnd().split('\n') };
}

/** What is said of the model alone. */
async function ofModel(...argv: string[]): Promise<{ code: number; found: string[] }> {
  const { code, lines } = await run(...argv);
  return { code, found: lines.filter((line) => / model\./.test(line)) };
}

describe('supportmax check', () => {
  it(
    verifies('v0.5.errors', 'real part', 'names an unreachable model by its path and what to do'),
    async () => {
      const environment = {
        SUPPORTMAX_CONFIG: JSON.stringify({
          model: { provider: 'openai', name: 'small', baseUrl: 'http://127.0.0.1:1', price },
        }),
      };
      const { code, stdout, stderr } = await supportmax(['check', 'v0.5'], { environment });
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout.split('\n')).toEqual([
        '✓ the configuration in SUPPORTMAX_CONFIG can be used',
        '✓ answerWithinMs: a customer has an answer within 2000 ms',
        '✓ brain: classify is cascade, answer is cascade',
        '✓ spending.dailyCapUsd: models cost $5 a day at most',
        '✗ model.baseUrl: http://127.0.0.1:1 cannot be reached (ECONNREFUSED): start that server or correct the URL; inside a container this address is the container itself',
        '',
      ]);
    },
  );

  it('is content where nothing is configured', async () => {
    const { code, lines } = await run();
    expect(code).toBe(0);
    expect(lines).toEqual([
      '✓ nothing is configured: the defaults hold',
      '✓ answerWithinMs: a customer has an answer within 8000 ms',
      '✓ brain: classify is statistical, answer is statistical',
    ]);
  });

  it('tells what is wrong with a configuration instead of trying it', async () => {
    server.replyWith(listing('small'));
    const { code, lines } = await run('--config', configure({ nmae: 1 }, { log: { level: 5 } }));
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^✗ the configuration .*desk\.json cannot be used$/),
      '✗ model.nmae: is not a known key; did you mean name?',
      '✗ log.level: must be one of "debug", "info", "warn", "error", not 5',
    ]);
    expect(server.requests).toHaveLength(0);
  });

  it('tries address, key and name for free', async () => {
    server.replyWith(listing('large', 'small'));
    const { code, found } = await ofModel('--config', configure({}));
    expect(code).toBe(0);
    expect(found).toEqual([
      `✓ model.baseUrl: ${server.origin}/v1 answers and takes the API key`,
      '✓ model.name: "small" is among the models there',
    ]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/models']);
  });

  it.each<[string, object, Reply, RegExp, number]>([
    [
      'a refused key',
      {},
      failing(401),
      /^✗ model\.apiKey: openai refuses the API key; put a va/,
      1,
    ],
    ['no access', {}, failing(403), /^✗ model\.apiKey: openai does not let this key use/, 1],
    ['an account that is out of credit', {}, failing(402), /^✗ model\.apiKey: .* top it up/, 1],
    ['a failing server', {}, failing(500), /^✗ model\.baseUrl: \S+ failed inside \(HTTP 500, /, 1],
    [
      'a redirect',
      {},
      raw(301, '', { location: '/x' }),
      /^✗ model\.baseUrl: \S+ redirects else/,
      1,
    ],
    ['a page', {}, raw(200, '<html>'), /^✗ model\.baseUrl: \S+ answers in another protocol/, 1],
    [
      'no list',
      {},
      failing(404),
      /^! model\.baseUrl: \S+ answers, and lists no models: only "sup/,
      0,
    ],
    [
      'a name that is almost right',
      { name: 'smal' },
      listing('small', 'large'),
      /^! model\.name: "smal" is not among the 2 models .*; did you mean "small"\? .*--ask/,
      0,
    ],
    [
      'a name that is nowhere',
      { name: 'gigantic' },
      listing('small', 'la\u001b[2Jrge'),
      /^! model\.name: "gigantic" .*; it has "small", "la\\u001b\[2Jrge"\. /,
      0,
    ],
    ['a name without its tag', {}, listing('small:latest'), /^✓ model\.name: "small" is among/, 0],
  ])('%s is named by its path', async (_name, model, reply, line, exitCode) => {
    server.replyWith(reply);
    const { code, found } = await ofModel('--config', configure(model));
    expect(found.at(-1)).toMatch(line);
    expect(code).toBe(exitCode);
  });

  it('a host that does not exist is named', async () => {
    const config = configure({ baseUrl: 'http://models.invalid/v1', apiKey: undefined });
    const { code, found } = await ofModel('--config', config);
    expect(code).toBe(1);
    expect(found.at(-1)).toMatch(
      /^✗ model\.baseUrl: http:\/\/models\.invalid\/v1 (names a host that cannot be found|cannot be reached) \((ENOTFOUND|EAI_AGAIN)\): /,
    );
  });
});

describe('supportmax check --ask', () => {
  const yes: ServedAnswer = { text: ['{"label":"yes"}'] };

  it('proves that the model answers in the form, and tells what that cost', async () => {
    server.replyWith(listing('small'), yes);
    const { code, found } = await ofModel('--ask', '--config', configure({}));
    expect(code).toBe(0);
    expect(found[0]).toMatch(/^✓ model\.baseUrl: /);
    expect(found[1]).toMatch(
      /^✓ model\.name: "small" answered in the form asked for after \d+ ms \(11 tokens read, 7 written, \$0\.000081\)$/,
    );
    expect(found).toHaveLength(2);
    expect(server.requests[1]?.body).toMatchObject({ model: 'small', stream: false });
  });

  it('settles what a server without a list left open', async () => {
    server.replyWith(failing(404), yes);
    const { code, found } = await ofModel('--ask', '--config', configure({}));
    expect([code, found]).toEqual([0, [expect.stringMatching(/^✓ model\.name: /)]]);
    server.replyWith(failing(404), failing(404));
    const wrong = await ofModel('--ask', '--config', configure({}));
    expect(wrong.code).toBe(1);
    expect(wrong.found.at(-1)).toMatch(
      /^✗ model\.name: "small": openai does not know the model, or the base URL is wrong/,
    );
  });

  it('names a model that does not keep to the form, or only at the second attempt', async () => {
    const loose: ServedAnswer = { text: ['Yes, it is.'] };
    server.replyWith(listing('small'), loose, yes);
    const mended = await ofModel('--ask', '--config', configure({}));
    expect(mended.code).toBe(0);
    expect(mended.found.at(-1)).toMatch(/^! model\.name: it took two attempts/);
    server.replyWith(listing('small'), loose);
    const wrong = await ofModel('--ask', '--config', configure({}));
    expect(wrong.code).toBe(1);
    expect(wrong.found.at(-1)).toMatch(/^✗ model\.name: "small": openai gave an answer in the wro/);
  });

  it('asks the other provider in its own words', async () => {
    const other = await startModelServer(anthropicProtocol);
    try {
      other.replyWith(listing('small'), yes);
      const config = configure({ provider: 'anthropic', baseUrl: other.origin });
      expect((await ofModel('--ask', '--config', config)).code).toBe(0);
      expect(other.requests.map(({ headers }) => headers['x-api-key'])).toEqual([key, key]);
    } finally {
      await other.close();
    }
  });
});

describe('the surroundings of a check', () => {
  it('one JSON document, right or wrong, without secrets', async () => {
    server.replyWith(listing('small'));
    const right = await run('v0.5', '--json', '--config', configure({}));
    expect(right.lines).toHaveLength(1);
    expect([right.code, JSON.parse(right.lines[0] ?? '')]).toEqual([
      0,
      expect.objectContaining({
        ok: true,
        version: 'v0.5',
        from: sandbox.path('desk.json'),
        settings: expect.objectContaining({
          model: expect.objectContaining({ name: 'small', apiKey: '[secret]' }),
        }),
        findings: expect.arrayContaining([
          expect.objectContaining({ status: 'right', path: 'model.name' }),
        ]),
      }),
    ]);
    const wrong = await run('--json', '--config', sandbox.path('none.json'));
    expect([wrong.code, JSON.parse(wrong.lines[0] ?? '')]).toEqual([
      1,
      {
        ok: false,
        version: 'v1',
        from: sandbox.path('none.json'),
        settings: null,
        findings: [
          {
            status: 'wrong',
            path: '',
            message: 'there is no such file; correct the file, or the path in --config',
          },
        ],
      },
    ]);
  });

  it('what somebody should think of twice is told, and is not wrong', async () => {
    server.replyWith(listing('small'));
    const more = {
      spending: { dailyCapUsd: null },
      brain: { classify: 'statistical', answer: 'statistical' },
    };
    const { code, lines } = await run('--config', configure({}, more));
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith('!'))).toEqual([
      '! brain: no agent asks the model that is configured',
      '! spending.dailyCapUsd: is null: models may cost whatever they do',
    ]);
    const open = { baseUrl: 'http://models.invalid/v1', allowKeyOverHttp: true };
    const plain = await run('--config', configure(open));
    expect(plain.lines).toContain(
      '! model.baseUrl: the API key and what customers write can be read on the way, over plain http; use https',
    );
  });

  it('arguments that it does not understand are usage', async () => {
    for (const args of [['v9'], ['v0.5', 'v1'], ['--ask=yes'], ['--config', ''], ['--nonsense']]) {
      const { code, stdout, stderr } = await supportmax(['check', ...args]);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('\n\nsupportmax check [v0.5|v1]');
    }
  });
});
