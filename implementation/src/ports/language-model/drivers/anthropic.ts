import { ModelError } from '#src/foundation/model-error.ts';
import {
  type AnthropicClientOptions,
  createAnthropicClients,
} from '#src/platforms/anthropic/anthropic-client.ts';
import { toAnthropicError } from '#src/platforms/anthropic/errors.ts';
import type {
  DriverAnswer,
  DriverCall,
  DriverEvent,
  DriverRequest,
  LanguageModelDriver,
} from '../driver.ts';
import { namesOfModels } from '../model-list.ts';
import { answerOfMessage, MessageStream, toMessageBody } from './anthropic-messages.ts';

export interface AnthropicLanguageModelOptions extends AnthropicClientOptions {
  /** What errors and logs call it. Default `anthropic`. */
  readonly name?: string;
  /** The model can be held to a JSON Schema by `output_config`. Default true. */
  readonly structuredOutput?: boolean;
}

/** What Anthropic gives at most of its list of models. */
const longestList = 1000;

/** Messages of Anthropic. Its API takes no temperature. */
export function createAnthropicLanguageModel(
  options: AnthropicLanguageModelOptions,
): LanguageModelDriver {
  const { name = 'anthropic', structuredOutput = true, ...clientOptions } = options;
  const clients = createAnthropicClients(clientOptions);
  const guard = async <Result>(use: () => Promise<Result>): Promise<Result> => {
    try {
      return await use();
    } catch (error) {
      throw toAnthropicError(error, name, [clientOptions.apiKey]);
    }
  };
  return {
    name,
    capabilities: { structuredOutput },
    complete: (request, call) =>
      guard(async (): Promise<DriverAnswer> => {
        const client = clients.clientFor(call.onActivity);
        const body = { ...toMessageBody(request), stream: false as const };
        const sent = client.messages.create(body, { signal: call.signal });
        const { data, request_id } = await sent.withResponse();
        const answer = answerOfMessage(data, request_id ?? null);
        if (typeof answer !== 'string') return answer;
        throw new ModelError({ provider: name, reason: 'not_an_answer', detail: answer });
      }),
    async *stream(request: DriverRequest, call: DriverCall): AsyncGenerator<DriverEvent> {
      const client = clients.clientFor(call.onActivity);
      const body = { ...toMessageBody(request), stream: true as const };
      const { data, response, request_id } = await guard(() =>
        client.messages.create(body, { signal: call.signal }).withResponse(),
      );
      const stream = new MessageStream(request_id ?? null);
      const events = data[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await guard(() => events.next());
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
      throw new ModelError({
        provider: name,
        reason,
        requestId: request_id ?? null,
        detail: answer,
      });
    },
    probe: ({ signal, onActivity }) =>
      namesOfModels(name, () =>
        guard(async () => {
          const sent = clients
            .clientFor(onActivity)
            .models.list({ limit: longestList }, { signal });
          return (await sent.asResponse()).json();
        }),
      ),
    close: async () => clients.close(),
  };
}
