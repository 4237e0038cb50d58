import { ModelError } from '#src/foundation/model-error.ts';
import { toOpenAIError } from '#src/platforms/openai/errors.ts';
import {
  createOpenAIClients,
  type OpenAIClient,
  type OpenAIClientOptions,
} from '#src/platforms/openai/openai-client.ts';
import type {
  DriverAnswer,
  DriverCall,
  DriverEvent,
  DriverRequest,
  LanguageModelDriver,
} from '../driver.ts';
import { namesOfModels } from '../model-list.ts';
import {
  answerOfCompletion,
  CompletionStream,
  type OpenAIDialect,
  toChatBody,
} from './openai-chat.ts';

export interface OpenAILanguageModelOptions extends OpenAIClientOptions {
  /** What errors and logs call it. Default `openai`. */
  readonly name?: string;
  /** What the server understands. Default: everything at OpenAI, less at another base URL. */
  readonly dialect?: Partial<OpenAIDialect>;
}

/** Chat completions of OpenAI, or of any server that speaks them (Ollama, vLLM, llama.cpp, …). */
export function createOpenAILanguageModel(
  options: OpenAILanguageModelOptions,
): LanguageModelDriver {
  const { name = 'openai', dialect: given, ...clientOptions } = options;
  const own = clientOptions.baseUrl === undefined;
  const dialect: OpenAIDialect = {
    responseFormat: own,
    tokenLimit: own ? 'max_completion_tokens' : 'max_tokens',
    userField: own ? 'safety_identifier' : 'user',
    streamUsage: true,
    ...given,
  };
  const clients = createOpenAIClients(clientOptions);
  const secrets = clientOptions.apiKey === null ? [] : [clientOptions.apiKey];
  const guard = async <Result>(use: () => Promise<Result>): Promise<Result> => {
    try {
      return await use();
    } catch (error) {
      throw toOpenAIError(error, name, secrets);
    }
  };
  return {
    name,
    capabilities: { structuredOutput: dialect.responseFormat },
    complete: (request, call) =>
      guard(async (): Promise<DriverAnswer> => {
        const client = clients.clientFor(call.onActivity);
        const body = { ...toChatBody(request, dialect), stream: false as const };
        const sent = client.chat.completions.create(body, { signal: call.signal });
        const { data, request_id } = await sent.withResponse();
        const answer = answerOfCompletion(data, request_id);
        if (typeof answer !== 'string') return answer;
        throw new ModelError({ provider: name, reason: 'not_an_answer', detail: answer });
      }),
    async *stream(request: DriverRequest, call: DriverCall): AsyncGenerator<DriverEvent> {
      const { data, response, request_id } = await guard(() =>
        openStream(clients.clientFor(call.onActivity), request, call, dialect),
      );
      const stream = new CompletionStream(request_id);
      const chunks = data[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await guard(() => chunks.next());
          if (next.done) break;
          const text = stream.add(next.value);
          if (text !== '') yield { type: 'text', text };
        }
      } finally {
        data.controller.abort();
      }
      const answer = stream.answer();
      if (typeof answer !== 'string') return yield { type: 'end', answer };
      const protocol = response.headers.get('content-type')?.includes('text/event-stream');
      const reason = protocol || stream.begun ? 'connection_lost' : 'not_an_answer';
      throw new ModelError({ provider: name, reason, requestId: request_id, detail: answer });
    },
    probe: ({ signal, onActivity }) =>
      namesOfModels(name, () =>
        guard(async () => {
          const sent = clients.clientFor(onActivity).models.list({ signal });
          return (await sent.asResponse()).json();
        }),
      ),
    close: async () => clients.close(),
  };
}

function openStream(
  client: OpenAIClient,
  request: DriverRequest,
  call: DriverCall,
  dialect: OpenAIDialect,
) {
  const body = {
    ...toChatBody(request, dialect),
    stream: true as const,
    ...(dialect.streamUsage && { stream_options: { include_usage: true } }),
  };
  return client.chat.completions.create(body, { signal: call.signal }).withResponse();
}
