import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { DataFolders, launchDesk, startDesk, supportmax } from '#src/testing/api/started-desk.ts';
import { verifies } from '#src/testing/verifies.ts';
import { loadConfiguration } from './configuration.ts';

// Each look is a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 });

const folders = new DataFolders();
afterAll(() => folders.remove());

let files = 0;
/** Writes a file and returns its path. */
function file(content: string | Uint8Array, name?: string): string {
  files += 1;
  const path = folders.path(name ?? `file-${files}`);
  writeFileSync(path, content);
  return path;
}

const price = { inputPerMillionUsd: 0, outputPerMillionUsd: 0 };
const model = { provider: 'openai', name: 'small', baseUrl: 'http://127.0.0.1:1/v1', price };
const keyed = (apiKey: unknown) => JSON.stringify({ model: { ...model, apiKey } });

/** What is said of a configuration that is refused, in this process. */
async function refusal(
  path: string | undefined,
  environment: Record<string, string> = {},
): Promise<string> {
  try {
    await loadConfiguration('v0.5', path, environment);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_argument' });
    return (error as Error).message;
  }
  return 'it was taken';
}

describe('the file of a configuration', () => {
  it('is UTF-8, with a byte order mark or without', async () => {
    const json = '{ "answerWithinMs": 1500 }\n';
    for (const content of [json, `\ufeff${json}`, json.replaceAll(' ', '\r\n')]) {
      const { settings } = await loadConfiguration('v0.5', file(content), {});
      expect(settings.answerWithinMs).toBe(1500);
    }
  });

  it('that cannot be read is named, with what to do', async () => {
    mkdirSync(folders.path('folder'));
    symlinkSync('round', folders.path('round'));
    const utf16 = Buffer.from('\ufeff{}', 'utf16le');
    const cases: [path: string, words: string][] = [
      [folders.path('none.json'), 'there is no such file; correct the file, or the path in --con'],
      [`${file('{}')}/inside.json`, 'there is no such file'],
      [folders.path('folder'), 'it is a folder, not a file'],
      [folders.path('round'), 'its links lead round in a circle'],
      ['/dev/zero', 'it is no regular file'],
      [file(utf16), 'it is not UTF-8 text; save it as UTF-8'],
      [file(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), 'it is not UTF-8 text'],
      [file(`{"a":"${'x'.repeat(300_000)}"}`), 'it has more than 262144 bytes'],
      [`${folders.path('x')}${'y'.repeat(5_000)}`, 'no file has a name as long as this'],
      [file(''), 'line 1, column 1: the text ends too early'],
      [file('{\n  "log": {\n}'), 'line 3, column 2: the text ends too early'],
      [file('answerWithinMs: 2000'), 'line 1, column 1: a value is expected'],
      [file('[]'), 'must be an object in braces, not a list'],
    ];
    for (const [path, words] of cases) {
      const [first, ...problems] = (await refusal(path)).split('\n');
      expect(first).toBe(`the configuration ${path} has 1 problem`);
      expect(problems).toEqual([expect.stringContaining(`  ${words}`)]);
    }
    expect(await refusal(undefined, { SUPPORTMAX_CONFIG: '/nowhere' })).toContain(
      'correct the file, or the path in SUPPORTMAX_CONFIG',
    );
  });

  it('that this user may not read', async (context) => {
    if (process.getuid?.() === 0) {
      console.log('skipped: root may read every file');
      return context.skip();
    }
    const path = file('{}');
    chmodSync(path, 0);
    expect(await refusal(path)).toContain('this user may not read the file');
  });

  it('with more problems than anybody reads shows the first of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]));
    const lines = (await refusal(file(JSON.stringify(many)))).split('\n');
    expect(lines[0]).toMatch(/has 500 problems$/);
    expect([lines.length, lines.at(-1)]).toEqual([22, '  and 480 more']);
  });

  it('repeats no key: JSON would take the last in silence', async () => {
    const text = '{ "spending": { "dailyCapUsd": 1,\n  "dailyCapUsd": 1000 } }';
    expect(await refusal(file(text))).toMatch(
      /\n {2}spending\.dailyCapUsd: stands a second time in line 2; keep one of them$/,
    );
  });
});

describe('the place of a configuration', () => {
  it('is the flag, else the variable, else nowhere', async () => {
    const [flag, variable] = [file('{"answerWithinMs":300}'), file('{"answerWithinMs":400}')];
    const load = async (path: string | undefined, SUPPORTMAX_CONFIG: string) => {
      const { settings, from } = await loadConfiguration('v1', path, { SUPPORTMAX_CONFIG });
      return [settings.answerWithinMs, from];
    };
    expect(await load(flag, variable)).toEqual([300, flag]);
    expect(await load(undefined, variable)).toEqual([400, variable]);
    expect(await load(undefined, '\n {"answerWithinMs":500}')).toEqual([
      500,
      'in SUPPORTMAX_CONFIG',
    ]);
    for (const empty of ['', ' ']) expect(await load(undefined, empty)).toEqual([8_000, null]);
  });

  it('a key in the environment configures nothing', async () => {
    const environment = { OPENAI_API_KEY: 'sesame', ANTHROPIC_API_KEY: 'sesame' };
    const { settings } = await loadConfiguration('v0.5', undefined, environment);
    expect(settings.model).toBeNull();
    expect(settings.brain.answer).toBe('statistical');
  });
});

it('whatever a configuration holds, it is taken or refused with a reason', async () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));
  const noise = fc.string({ unit: 'binary', maxLength: 30 });
  const setting = fc.constantFrom('model', 'log', 'brain', 'spending', 'answerWithinMs', 'name');
  const texts = fc.oneof(
    fc.tuple(setting, json).map(([key, value]) => `{"${key}":${value}}`),
    fc.tuple(setting, noise).map(([key, rest]) => `{"${key}":${rest}`),
    noise.map((rest) => `{${rest}`),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (SUPPORTMAX_CONFIG) => {
      const message = await refusal(undefined, { SUPPORTMAX_CONFIG });
      if (message === 'it was taken') return;
      expect(message).toMatch(
        /^the configuration in SUPPORTMAX_CONFIG has \d+ problems?(\n {2}.+)+$/,
      );
    }),
    { numRuns: 500 },
  );
});

describe('a secret', () => {
  it.each([
    ['sesame', 'sesame'],
    ['sesame\n', 'sesame'],
    ['sesame\r\n', 'sesame'],
    ['\ufeffsesame', 'sesame'],
  ])('of a file is its text without the line break at its end: %j', async (content, secret) => {
    file(content, 'key');
    // Relative paths begin at the folder of the configuration.
    for (const path of ['key', folders.path('key')]) {
      const { settings } = await loadConfiguration('v1', file(keyed({ file: path })), {});
      expect(settings.model?.apiKey?.reveal()).toBe(secret);
    }
  });

  it('that cannot be had is named by its path, and never shown', async () => {
    const environment = { EMPTY: '', BROKEN: 'sesame\nsesame', SPACE: 'open sesame' };
    const cases: [apiKey: unknown, line: string | RegExp][] = [
      [
        { env: 'ABSENT' },
        'model.apiKey.env: ABSENT is not set in the environment; set it, or name another variable',
      ],
      [{ env: 'EMPTY' }, 'model.apiKey.env: EMPTY is empty; set it'],
      [{ env: 'BROKEN' }, /^model\.apiKey\.env: BROKEN has characters that no key has, such as/],
      [{ env: 'SPACE' }, /^model\.apiKey\.env: SPACE has characters .*; set it without them$/],
      [{ file: 'none' }, /^model\.apiKey\.file: none: there is no such file; correct the file/],
      [{ file: '/' }, /^model\.apiKey\.file: \/: it is a folder/],
      [{ file: file('') }, /^model\.apiKey\.file: \S+ is empty; write the secret into it$/],
      [{ file: file('\n') }, /is empty; write the secret into it$/],
      [{ file: file('sesame\n\n') }, /has characters that no key has/],
      [{ file: file('x'.repeat(20_000)) }, /it has more than 16384 bytes/],
      ['sesame', /^model\.apiKey: holds a text, and no secret may stand in the configuration; put/],
    ];
    for (const [apiKey, line] of cases) {
      const message = await refusal(file(keyed(apiKey)), environment);
      const [, problem = '', ...more] = message.split('\n  ');
      expect([problem, more]).toEqual([expect.stringMatching(line), []]);
      expect(message).not.toContain('sesame');
    }
  });
});

describe('a process with a configuration that is wrong', () => {
  const wrong = file(
    JSON.stringify({
      model: { provider: 'openai', name: 'small', apikey: { env: 'OPENAI_API_KEY' }, price },
      answerWithinMs: '2s',
      brain: { answer: 'modell' },
    }),
    'wrong.json',
  );
  const problems = [
    `invalid_argument: the configuration ${wrong} has 4 problems`,
    '  model.apikey: is not a known key; did you mean apiKey?',
    '  brain.answer: must be one of "statistical", "cascade", "model", not "modell"',
    '  answerWithinMs: must be a whole number of milliseconds from 200 to 30000, not "2s"',
    '  model.apiKey: is missing; name the variable or file that holds it: { "env": "OPENAI_API_KEY" }',
  ];

  it(
    verifies('v0.5.errors', 'real part', 'a desk does not start on it, and says all that is wrong'),
    async () => {
      for (const version of ['v0.5', 'v1']) {
        const data = folders.path(`unborn-${version}`);
        const args = [version, '--port', '0', '--data', data, '--config', wrong];
        const desk = launchDesk(args, { environment: folders.small });
        expect(await desk.ended).toBe(1);
        expect(desk.stderr().trimEnd().split('\n')).toEqual(problems);
        expect(desk.stdout()).toBe('');
      }
    },
  );

  it('commands that open the desk by themselves say the same', async () => {
    const mail = file('From: ada@example.com\r\n\r\nHelp\r\n', 'mail.eml');
    for (const args of [
      ['ask', 'Hello?'],
      ['import', mail],
    ]) {
      const environment = {
        ...folders.small,
        SUPPORTMAX_CONFIG: wrong,
        SUPPORTMAX_DATA: folders.path('unborn'),
      };
      const plain = await supportmax(args, { environment });
      expect([plain.code, plain.stdout]).toEqual([1, '']);
      expect(plain.stderr.trimEnd().split('\n')).toEqual(problems);
      const json = await supportmax([...args, '--json'], { environment });
      const { error } = JSON.parse(json.stdout);
      expect([json.code, error.code]).toEqual([1, 'invalid_argument']);
      expect(`${error.code}: ${error.message}`.split('\n')).toEqual(problems);
    }
  });

  it('flags that make no sense are usage, before any configuration is read', async () => {
    for (const args of [['--config', ''], ['--config'], ['--config', 'a', '--config=']]) {
      const desk = launchDesk(['v0.5', ...args], { environment: { SUPPORTMAX_CONFIG: wrong } });
      expect(await desk.ended).toBe(2);
      expect(desk.stderr()).toMatch(/--config.*\n\nnpm start \[-- v0\.5\|v1\] \[options\]\n/s);
    }
  });
});

describe('a process with a configuration that is right', () => {
  /** Starts v0.5, lets a customer write, stops it, and gives what it logged. */
  async function logOf(configuration: object, environment: Record<string, string> = {}) {
    const config = file(JSON.stringify(configuration));
    const desk = await startDesk(['v0.5', '--config', config], {
      environment: { ...folders.small, ...environment },
    });
    const response = await fetch(new URL('/v1/chat', desk.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'How do I send an invoice?' }),
    });
    expect(response.status).toBe(200);
    desk.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    const lines = desk
      .stderr()
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as { level: string });
  }
  const levels = (log: { level: string }[]) => new Set(log.map(({ level }) => level));

  it(
    verifies(
      'v0.5.errors',
      'real part',
      'opens and answers while its model is not there, and its log names the setting',
    ),
    async () => {
      expect(await logOf({ model })).toContainEqual(
        expect.objectContaining({
          level: 'warn',
          setting: 'model.baseUrl',
          finding: expect.stringMatching(/cannot be reached \(ECONNREFUSED\): start that server/),
        }),
      );
    },
  );

  it('its level of the log holds unless the environment says another', async () => {
    expect(levels(await logOf({}))).toContain('info');
    const quiet = { log: { level: 'error' } };
    expect(await logOf(quiet)).toEqual([]);
    expect(levels(await logOf(quiet, { SUPPORTMAX_LOG_LEVEL: 'info' }))).toContain('info');
  });
});
