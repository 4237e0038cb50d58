import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConnection } from '#src/platforms/model-http/check-connection.ts';
import { verifies } from '#src/testing/verifies.ts';
import { defaults as baseline } from '../../v0.5-baseline/settings.ts';
import { defaults as mvp } from '../../v1-mvp/settings.ts';
import type { DeskSettings } from './desk-settings.ts';
import { readConfiguration } from './read-configuration.ts';
import { Secret } from './secret.ts';
import type { ReadSecret } from './secret-reference.ts';

const sesame: ReadSecret = (reference) =>
  'env' in reference && reference.env === 'ABSENT'
    ? { problem: 'ABSENT is not set in the environment' }
    : { secret: new Secret('sesame') };

function settingsOf(given: unknown, defaults = baseline): DeskSettings {
  const read = readConfiguration(defaults, given, sesame);
  if ('settings' in read) return read.settings;
  throw new Error(JSON.stringify(read.problems));
}

/** All problems, a line for each. */
function problemsOf(given: unknown): string[] {
  const read = readConfiguration(baseline, given, sesame);
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

const free = { inputPerMillionUsd: 0, outputPerMillionUsd: 0 };
const local = { provider: 'openai', name: 'small', baseUrl: 'http://127.0.0.1:1/v1', price: free };
const keyed = { ...local, provider: 'anthropic', baseUrl: 'https://models.example', price: free };
const apiKey = { env: 'KEY' };

describe('a configuration', () => {
  it('that says nothing leaves each version as it is', () => {
    expect(settingsOf({})).toEqual({
      model: null,
      brain: { classify: 'statistical', answer: 'statistical', sureEnough: 0.8 },
      answerWithinMs: 2_000,
      spending: { dailyCapUsd: 5 },
      log: { level: 'info', messages: 'redacted' },
    });
    expect(settingsOf({ brain: {}, log: {} }, mvp)).toMatchObject({
      answerWithinMs: 8_000,
      log: { level: 'warn', messages: 'redacted' },
    });
  });

  it('with a model has it asked where the statistical form is not sure', () => {
    const { model, brain } = settingsOf({ model: local, brain: { classify: 'statistical' } });
    expect(brain).toEqual({ classify: 'statistical', answer: 'cascade', sureEnough: 0.8 });
    expect(model).toEqual({
      provider: 'openai',
      name: 'small',
      baseUrl: 'http://127.0.0.1:1/v1',
      apiKey: null,
      price: { ...free, cachedInputPerMillionUsd: 0 },
      structuredOutput: null,
      maxOutputTokens: null,
      firstByteTimeoutMs: null,
      chunkTimeoutMs: null,
    });
  });

  it('takes cached input for as dear as other input, unless it says more', () => {
    const price = { inputPerMillionUsd: 2, outputPerMillionUsd: 8 };
    const priceOf = (more: object) =>
      settingsOf({ model: { ...local, price: { ...price, ...more } } }).model?.price;
    expect(priceOf({})?.cachedInputPerMillionUsd).toBe(2);
    expect(priceOf({ cachedInputPerMillionUsd: 0 })?.cachedInputPerMillionUsd).toBe(0);
  });

  it('shows its secrets to nobody who prints it', () => {
    const settings = settingsOf({ model: { ...keyed, apiKey } });
    expect(settings.model?.apiKey?.reveal()).toBe('sesame');
    const printed = [
      inspect(settings, { depth: 9, showHidden: true }),
      JSON.stringify(settings),
      `${settings.model?.apiKey}`,
      JSON.stringify(structuredClone(JSON.parse(JSON.stringify(settings)))),
    ];
    expect(printed.join()).not.toContain('sesame');
  });
});

describe('what is wrong with a configuration', () => {
  it(
    verifies('v0.5.errors', 'real part', 'is told all at once, each by its path and what to do'),
    () => {
      const model = {
        provider: 'openai',
        name: 'small',
        apikey: 'x',
        price: { ...free, inputs: 1 },
      };
      expect(
        problemsOf({ model, answerWithinMs: '2s', brain: { answer: 'best' }, dailyCapUsd: 3 }),
      ).toEqual([
        'model.price.inputs: is not a known key; known here are inputPerMillionUsd, cachedInputPerMillionUsd, outputPerMillionUsd',
        'model.apikey: is not a known key; did you mean apiKey?',
        'brain.answer: must be one of "statistical", "cascade", "model", not "best"',
        'answerWithinMs: must be a whole number of milliseconds from 200 to 30000, not "2s"',
        'dailyCapUsd: is not a known key; did you mean spending.dailyCapUsd?',
        'model.apiKey: is missing; name the variable or file that holds it: { "env": "OPENAI_API_KEY" }',
      ]);
    },
  );

  const must = 'must be an object in braces, not';
  it.each<[unknown, string]>([
    [[], `: ${must} a list`],
    [null, `: ${must} null`],
    [{ model: null }, `model: ${must} null`],
    [{ log: 'debug' }, `log: ${must} "debug"`],
    [{ model: {} }, 'model.provider: is missing; it must be one of "openai", "anthropic"'],
    [{ model: { ...local, name: ' ' } }, `model.name: must be the model's name, not " "`],
    [{ model: { ...local, name: 'a\u202eb' } }, "model.name: must be the model's name, not a text"],
    [{ answerWithinMs: 199 }, 'answerWithinMs: must be a whole number of milliseconds from 200'],
    [{ answerWithinMs: 30_001 }, 'to 30000, not 30001'],
    [{ answerWithinMs: 2_000.5 }, 'not 2000.5'],
    [{ spending: { dailyCapUsd: 0 } }, 'spending.dailyCapUsd: must be US dollars above 0'],
    [{ spending: { dailyCapUsd: '5' } }, 'or null for no limit, not "5"'],
    [{ brain: { sureEnough: 1.01 } }, 'brain.sureEnough: must be a number from 0 to 1, not 1.01'],
    [{ brain: { answer: 'model' } }, 'brain.answer: "model" needs a model; configure one under'],
    [{ brain: { classify: 'cascade' } }, 'brain.classify: "cascade" needs a model'],
    [{ log: { level: 'loud' } }, 'log.level: must be one of "debug", "info", "warn", "error"'],
    [{ model: { ...local, price: { ...free, outputPerMillionUsd: -1 } } }, 'not -1'],
    [{ model: { ...local, price: undefined } }, 'model.price: is missing, and what this model'],
    [{ model: { ...keyed } }, 'model.apiKey: is missing; name the variable or file that holds it'],
    [{ model: { ...keyed, apiKey: {} } }, 'model.apiKey: must be { "env": "NAME_OF_A_VARIABLE" }'],
    [{ model: { ...keyed, apiKey: { env: 'A', file: 'b' } } }, 'model.apiKey: names both'],
    [{ model: { ...keyed, apiKey: { env: 'A B' } } }, 'model.apiKey.env: must be the name of'],
    [{ model: { ...keyed, apiKey: { env: 'ABSENT' } } }, 'model.apiKey.env: ABSENT is not set in'],
    [{ model: { ...keyed, apiKey: { path: 'a' } } }, 'model.apiKey.path: is not a known key'],
    [
      { model: { ...keyed, apiKey, baseUrl: 'https://a.example/v1/' } },
      'ends in /v1, which is added',
    ],
    [{ model: { ...local, baseUrl: 'localhost:11434' } }, 'model.baseUrl: must be an address that'],
    [{ model: { ...local, baseUrl: 'file:///etc/passwd' } }, 'model.baseUrl: must be an address'],
    [{ model: { ...local, baseUrl: 'https://a.example/v1?x=1' } }, 'model.baseUrl: has a query'],
    [{ model: { ...local, baseUrl: 'https://a.example/v1#x' } }, 'model.baseUrl: has a query or'],
    [{ model: { ...local, baseUrl: 'https://u@a.example' } }, 'model.baseUrl: holds a user name'],
    [JSON.parse('{"__proto__": {}}'), '__proto__: is not a known key; known here are model, brain'],
    [{ 'a b\u001b[2J': 1 }, '"a b\\u001b[2J": is not a known key'],
  ])('%j: %s', (given, words) => {
    const problems = problemsOf(given);
    expect(problems).toContainEqual(expect.stringContaining(words));
    const paths = problems.map((one) => one.slice(0, one.indexOf(': ')));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('a key that stands in the configuration itself is refused and not repeated', () => {
    const key = 'sk-live-0123456789abcdef';
    const places = [
      { model: { ...keyed, apiKey: key } },
      { model: { ...keyed, apiKey: { env: key } } },
      { model: { ...local, baseUrl: `https://user:${key}@models.example/v1` } },
      { model: { ...local, baseUrl: `https://models.example/v1?key=${key}` } },
      { model: key },
      { model: { ...local, provider: key } },
      { apiKey: key },
    ];
    for (const place of places) {
      const problems = problemsOf(place);
      expect(problems).not.toEqual([]);
      expect(problems.join()).not.toContain(key);
    }
    expect(problemsOf(places[0])[0]).toMatch(/^model\.apiKey: holds a text, and no secret may/);
  });

  it('a key goes over plain http to this machine, and elsewhere where that is wanted', () => {
    const over = (baseUrl: string, more = {}) =>
      problemsOf({ model: { ...local, apiKey, baseUrl, ...more } });
    for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:1', 'desk.localhost', '127.1']) {
      expect(over(`http://${host}/v1`)).toEqual([]);
    }
    for (const host of ['10.0.0.1', 'ollama:11434', 'localhost.example.org', '127.0.0.1.nip.io']) {
      expect(over(`http://${host}/v1`)).toEqual([
        expect.stringMatching(/^model\.baseUrl: would get the API key over plain http.*allowKey/),
      ]);
      expect(over(`http://${host}/v1`, { allowKeyOverHttp: true })).toEqual([]);
      expect(over(`http://${host}/v1`, { apiKey: undefined })).toEqual([]);
      expect(over(`https://${host}/v1`)).toEqual([]);
    }
  });
});

describe('whatever stands in a configuration', () => {
  const known = fc.constantFrom(
    ...['model', 'brain', 'log', 'spending', 'answerWithinMs', 'provider', 'name', 'baseUrl'],
    ...['apiKey', 'env', 'file', 'price', 'inputPerMillionUsd', 'outputPerMillionUsd', 'level'],
    ...['classify', 'answer', 'sureEnough', 'dailyCapUsd', 'messages', '__proto__', 'toString'],
  );
  const word = fc.constantFrom(
    'openai',
    'anthropic',
    'model',
    'cascade',
    'info',
    'none',
    'KEY',
    '',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(word, fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof({ arbitrary: known, weight: 6 }, fc.string()), tie('value'), {
        noNullPrototype: false,
      }),
    ),
  }));
  const around = fc.record({ model: value, brain: value, log: value, spending: value });

  it('gives settings or problems with paths and words, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.oneof(value, around), (given) => {
        const read = readConfiguration(baseline, given, sesame);
        for (const { path, message } of 'problems' in read ? read.problems : []) {
          expect(message).toMatch(/^\S.{5,400}$/u);
          expect(`${path}${message}`).not.toMatch(/\p{C}|sesame/u);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('an address that is taken is one that can be connected to', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .tuple(fc.constantFrom('http://', 'https://', 'ftp://', ''), fc.string())
        .map((two) => two.join('')),
    );
    fc.assert(
      fc.property(text, (baseUrl) => {
        if (problemsOf({ model: { ...local, baseUrl } }).length === 0)
          checkConnection(baseUrl, null);
      }),
      { numRuns: 600 },
    );
  });
});
