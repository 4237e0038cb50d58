import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { describeLanguageModelDriver } from './conformance.ts';
import { createAnthropicLanguageModel } from './drivers/anthropic.ts';
import { createOpenAILanguageModel } from './drivers/openai.ts';

describeLanguageModelDriver('OpenAI', {
  protocol: openAIProtocol,
  open: (origin, apiKey) =>
    createOpenAILanguageModel({
      apiKey,
      baseUrl: `${origin}/v1`,
      organization: 'org-test',
      project: 'project-test',
      // All of it, as at OpenAI's own address.
      dialect: {
        responseFormat: true,
        tokenLimit: 'max_completion_tokens',
        userField: 'safety_identifier',
      },
    }),
});

describeLanguageModelDriver('Anthropic', {
  protocol: anthropicProtocol,
  open: (origin, apiKey) => createAnthropicLanguageModel({ apiKey, baseUrl: origin }),
});

describeLanguageModelDriver('a local server that speaks chat completions', {
  protocol: openAIProtocol,
  open: (origin, apiKey) =>
    createOpenAILanguageModel({ name: 'local', apiKey, baseUrl: `${origin}/v1` }),
});
