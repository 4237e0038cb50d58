import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import type { ModelSettings } from './settings/model-settings.ts';

/**
 * The driver of the configured provider. Loaded only where a model is configured: an SDK takes
 * longer to load than the whole desk without one.
 */
export async function createModelDriver(settings: ModelSettings): Promise<LanguageModelDriver> {
  const { provider, baseUrl, apiKey, structuredOutput } = settings;
  const key = apiKey?.reveal() ?? null;
  const where = baseUrl === null ? {} : { baseUrl };
  if (provider === 'anthropic') {
    const { createAnthropicLanguageModel } = await import(
      '#src/ports/language-model/drivers/anthropic.ts'
    );
    const held = structuredOutput === null ? {} : { structuredOutput };
    return createAnthropicLanguageModel({ ...where, ...held, apiKey: key ?? '' });
  }
  const { createOpenAILanguageModel } = await import('#src/ports/language-model/drivers/openai.ts');
  const held = structuredOutput === null ? {} : { dialect: { responseFormat: structuredOutput } };
  return createOpenAILanguageModel({ ...where, ...held, apiKey: key });
}
