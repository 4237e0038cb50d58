import * as z from 'zod';
import type {
  ChatCompletionMessage,
  ChatCompletionParams,
} from '#src/platforms/openai/openai-client.ts';
import type {
  DriverAnswer,
  DriverRequest,
  ModelMessage,
  RawToolCall,
  RawUsage,
} from '../driver.ts';

/** What a server of chat completions understands. */
export interface OpenAIDialect {
  /** It holds the model to a JSON Schema by `response_format`. */
  readonly responseFormat: boolean;
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens';
  /** Where the opaque name of the tenant goes. */
  readonly userField: 'safety_identifier' | 'user';
  /** It reports the usage at the end of a stream when asked to. */
  readonly streamUsage: boolean;
}

type ChatBody = Omit<ChatCompletionParams, 'stream'>;

export function toChatBody(request: DriverRequest, dialect: OpenAIDialect): ChatBody {
  const { model, system, messages, tools, temperature, stopSequences, responseFormat } = request;
  const said = messages.map(toChatMessage);
  return {
    model,
    messages: system === '' ? said : [{ role: 'system', content: system }, ...said],
    [dialect.tokenLimit]: request.maxOutputTokens,
    ...(temperature !== null && { temperature }),
    ...(stopSequences.length > 0 && { stop: [...stopSequences] }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function' as const,
        function: { name, description, parameters: { ...parameters } },
      })),
    }),
    ...(responseFormat && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: {
          name: 'answer',
          schema: { ...responseFormat.schema },
          strict: responseFormat.strict,
        },
      },
    }),
    ...(request.user !== null && { [dialect.userField]: request.user }),
  };
}

function toChatMessage(message: ModelMessage): ChatCompletionMessage {
  if (message.role === 'user') return { role: 'user', content: message.text };
  if (message.role === 'tool') {
    const content = message.failed ? `The tool failed: ${message.text}` : message.text;
    return { role: 'tool', tool_call_id: message.toolCallId, content };
  }
  const calls = (message.toolCalls ?? []).map(({ id, name, input }) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: JSON.stringify(input) },
  }));
  if (calls.length === 0) return { role: 'assistant', content: message.text };
  return { role: 'assistant', content: message.text || null, tool_calls: calls };
}

const text = z.string().nullish();
const toolCall = z.object({
  index: z.number().int().nonnegative().nullish(),
  id: text,
  function: z.object({ name: text, arguments: text }).nullish(),
});
const said = z.object({ content: text, refusal: text, tool_calls: z.array(toolCall).nullish() });
const numbers = z
  .object({
    prompt_tokens: z.unknown().optional(),
    completion_tokens: z.unknown().optional(),
    prompt_tokens_details: z
      .object({ cached_tokens: z.unknown().optional() })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

/** What is needed of an answer; everything else may be missing or more. */
const completion = z.object({
  model: text,
  choices: z.array(z.object({ message: said, finish_reason: text })),
  usage: numbers,
});
const chunk = z.object({
  model: text,
  choices: z.array(z.object({ delta: said.nullish(), finish_reason: text })).nullish(),
  usage: numbers,
});

/** The answer in a completion, or what is wrong with it. */
export function answerOfCompletion(data: unknown, requestId: string | null): DriverAnswer | string {
  const parsed = completion.safeParse(typeof data === 'string' ? jsonOf(data) : data);
  if (!parsed.success) return 'no chat completion';
  const { choices, usage, model } = parsed.data;
  const [choice] = choices;
  if (!choice) return 'no choices';
  const { content, refusal, tool_calls } = choice.message;
  const toolCalls = (tool_calls ?? []).map((call) => ({
    id: call.id ?? '',
    name: call.function?.name ?? '',
    argumentsText: call.function?.arguments ?? '',
  }));
  return {
    text: content ?? '',
    toolCalls,
    stopReason: stopReasonOf(choice.finish_reason, refusal, toolCalls),
    usage: usageOf(usage),
    requestId,
    model: model ?? null,
  };
}

/** Puts the pieces of a streamed completion together. */
export class CompletionStream {
  readonly #requestId: string | null;
  readonly #toolCalls = new Map<number, { id: string; name: string; argumentsText: string }>();
  readonly #texts: string[] = [];
  #refusal = '';
  #finishReason: string | null = null;
  #usage: RawUsage | null = null;
  #model: string | null = null;
  begun = false;

  constructor(requestId: string | null) {
    this.#requestId = requestId;
  }

  /** Adds one chunk and gives the words that it brought. A chunk of another kind brings none. */
  add(data: unknown): string {
    const parsed = chunk.safeParse(data);
    if (!parsed.success) return '';
    this.begun = true;
    const { choices, usage, model } = parsed.data;
    this.#usage = usageOf(usage) ?? this.#usage;
    this.#model ??= model ?? null;
    const choice = choices?.[0];
    if (!choice) return '';
    this.#finishReason = choice.finish_reason ?? this.#finishReason;
    this.#refusal += choice.delta?.refusal ?? '';
    for (const call of choice.delta?.tool_calls ?? []) this.#addToolCall(call);
    const words = choice.delta?.content ?? '';
    if (words !== '') this.#texts.push(words);
    return words;
  }

  #addToolCall(call: z.infer<typeof toolCall>): void {
    // Servers that send each call whole leave the index out.
    const index = call.index ?? this.#toolCalls.size;
    const known = this.#toolCalls.get(index) ?? { id: '', name: '', argumentsText: '' };
    known.id ||= call.id ?? '';
    known.name ||= call.function?.name ?? '';
    known.argumentsText += call.function?.arguments ?? '';
    this.#toolCalls.set(index, known);
  }

  /** The whole answer, or why it is not whole. */
  answer(): DriverAnswer | string {
    if (this.#finishReason === null) return 'no end of the stream';
    const toolCalls = [...this.#toolCalls.entries()]
      .sort(([left], [right]) => left - right)
      .map(([, call]) => call);
    return {
      text: this.#texts.join(''),
      toolCalls,
      stopReason: stopReasonOf(this.#finishReason, this.#refusal, toolCalls),
      usage: this.#usage,
      requestId: this.#requestId,
      model: this.#model,
    };
  }
}

function stopReasonOf(
  finishReason: string | null | undefined,
  refusal: string | null | undefined,
  toolCalls: readonly RawToolCall[],
): DriverAnswer['stopReason'] {
  if (finishReason === 'content_filter' || refusal) return 'refused';
  if (finishReason === 'length') return 'length';
  if (finishReason === 'tool_calls' || finishReason === 'function_call') return 'tool_calls';
  // Some servers end with `stop` after a tool call too.
  if (finishReason === 'stop') return toolCalls.length > 0 ? 'tool_calls' : 'end';
  return 'other';
}

function usageOf(usage: z.infer<typeof numbers>): RawUsage | null {
  if (!usage) return null;
  return {
    input: [usage.prompt_tokens],
    output: [usage.completion_tokens],
    cachedInput: [usage.prompt_tokens_details?.cached_tokens ?? 0],
  };
}

/** Some servers call their JSON plain text. */
function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
