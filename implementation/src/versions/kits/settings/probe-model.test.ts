import { expect, it } from 'vitest';
import type { Logger } from '#src/foundation/logger.ts';
import { ModelError } from '#src/foundation/model-error.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import { createScriptedLanguageModel } from '#src/ports/language-model/drivers/scripted.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { ModelSettings } from './model-settings.ts';
import { probeModel } from './probe-model.ts';

const settings: ModelSettings = {
  provider: 'openai',
  name: 'small',
  baseUrl: 'http://127.0.0.1:9/v1',
  apiKey: null,
  price: null,
  structuredOutput: null,
  maxOutputTokens: null,
  firstByteTimeoutMs: null,
  chunkTimeoutMs: null,
};

/** A probe of this driver that can be watched. */
function probing(driver: LanguageModelDriver) {
  const clock = createVirtualClock();
  const lines: string[] = [];
  const logger: Logger = {
    log: (level, message, fields) =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields)}`),
    child: () => logger,
  };
  const stopping = new AbortController();
  const model = new LanguageModel({ driver, clock, random: () => 0 });
  const done = probeModel({ model, settings, clock, logger, signal: stopping.signal });
  return { clock, lines, stopping, done };
}

const script = () => ({ text: 'unasked' });

it('a model that is away is a warning with the setting and what to do', async () => {
  const models = new ModelError({
    provider: 'openai',
    reason: 'unreachable',
    detail: 'ECONNREFUSED',
  });
  const { lines, done } = probing(createScriptedLanguageModel(script, { models }));
  await done;
  expect(lines).toEqual([
    expect.stringMatching(
      /^warn .*"setting":"model\.baseUrl","finding":"http:\/\/127\.0\.0\.1:9\/v1 cannot be reached \(ECONNREFUSED\): start that server/,
    ),
  ]);
});

it('a model that is there is told at the level info', async () => {
  const { lines, done } = probing(createScriptedLanguageModel(script, { models: ['small'] }));
  await done;
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['info', 'info']);
});

it('one that hangs is given up after five seconds', async () => {
  const driver = createScriptedLanguageModel(script);
  const { clock, lines, done } = probing({ ...driver, probe: () => new Promise(() => {}) });
  await clock.advance(4_999);
  expect(lines).toEqual([]);
  await clock.advance(1);
  await done;
  expect(lines).toEqual([expect.stringContaining('did not answer in time')]);
});

it('a desk that stops hears no more of it', async () => {
  const driver = createScriptedLanguageModel(script);
  const { lines, stopping, done } = probing({ ...driver, probe: () => new Promise(() => {}) });
  stopping.abort();
  await done;
  expect(lines).toEqual([]);
});

it('a driver that breaks does not break the desk', async () => {
  const driver = createScriptedLanguageModel(script);
  const broken = { ...driver, probe: () => Promise.reject(new TypeError('x is undefined')) };
  const { lines, done } = probing(broken);
  await done;
  expect(lines).toEqual([expect.stringMatching(/^warn the model could not be tried /)]);
});
