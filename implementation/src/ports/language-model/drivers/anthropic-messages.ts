import * as z from 'zod';
import type { ContentBlock, MessageParams } from '#src/platforms/anthropic/anthropic-client.ts';
import type {
  DriverAnswer,
  DriverRequest,
  ModelMessage,
  RawToolCall,
  RawUsage,
} from '../driver.ts';

type Turn = { role: 'user' | 'assistant'; content: ContentBlock[] };
type MessageBody = Omit<MessageParams, 'stream'>;

export function toMessageBody(request: DriverRequest): MessageBody {
  const { model, system, tools, stopSequences, responseFormat } = request;
  return {
    model,
    messages: toTurns(request.messages),
    max_tokens: request.maxOutputTokens,
    ...(system !== '' && { system }),
    ...(stopSequences.length > 0 && { stop_sequences: [...stopSequences] }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        name,
        description,
        input_schema: { ...parameters, type: 'object' as const },
      })),
    }),
    ...(responseFormat && {
      output_config: {
        format: { type: 'json_schema' as const, schema: { ...responseFormat.schema } },
      },
    }),
    ...(request.user !== null && { metadata: { user_id: request.user } }),
  };
}

/** Turns alternate: tool results and words of the user that follow each other are one turn. */
function toTurns(messages: readonly ModelMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = toBlocks(message);
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else if (content.length > 0) turns.push({ role, content });
  }
  return turns;
}

function toBlocks(message: ModelMessage): ContentBlock[] {
  if (message.role === 'tool') {
    const { toolCallId, text, failed = false } = message;
    return [{ type: 'tool_result', tool_use_id: toolCallId, content: text, is_error: failed }];
  }
  // The API refuses a text without words.
  const words: ContentBlock[] =
    message.text.trim() === '' ? [] : [{ type: 'text', text: message.text }];
  if (message.role === 'user') return words;
  const calls = (message.toolCalls ?? []).map(
    ({ id, name, input }): ContentBlock => ({ type: 'tool_use', id, name, input }),
  );
  return [...words, ...calls];
}

const text = z.string().nullish();
const numbers = z
  .object({
    input_tokens: z.unknown().optional(),
    output_tokens: z.unknown().optional(),
    cache_creation_input_tokens: z.unknown().optional(),
    cache_read_input_tokens: z.unknown().optional(),
  })
  .partial()
  .nullish()
  .catch(null);
const block = z.object({
  type: z.string(),
  text,
  id: text,
  name: text,
  input: z.unknown().optional(),
});
const message = z.object({
  model: text,
  content: z.array(block),
  stop_reason: text,
  usage: numbers,
});

/** The answer in a message, or what is wrong with it. */
export function answerOfMessage(data: unknown, requestId: string | null): DriverAnswer | string {
  const parsed = message.safeParse(data);
  if (!parsed.success) return 'no message';
  const { content, stop_reason, usage, model } = parsed.data;
  const calls = content.filter(({ type }) => type === 'tool_use');
  return {
    text: content.map((one) => (one.type === 'text' ? (one.text ?? '') : '')).join(''),
    toolCalls: calls.map(({ id, name, input }) => ({
      id: id ?? '',
      name: name ?? '',
      argumentsText: argumentsOf(input),
    })),
    stopReason: stopReasonOf(stop_reason),
    usage: usageOf(usage),
    requestId,
    model: model ?? null,
  };
}

const event = z.object({
  type: z.string(),
  index: z.number().int().nonnegative().nullish(),
  message: z.object({ model: text, usage: numbers }).nullish(),
  content_block: block.nullish(),
  delta: z.object({ text, partial_json: text, stop_reason: text }).nullish(),
  usage: numbers,
});
type Event = z.infer<typeof event>;

/** Puts the events of a streamed message together. */
export class MessageStream {
  readonly #requestId: string | null;
  readonly #toolCalls = new Map<number, { id: string; name: string; parts: string[] }>();
  readonly #inputs = new Map<number, unknown>();
  readonly #texts: string[] = [];
  #stopReason: string | null = null;
  #usage: z.infer<typeof numbers> = null;
  #model: string | null = null;
  #whole = false;
  begun = false;

  constructor(requestId: string | null) {
    this.#requestId = requestId;
  }

  /** Adds one event and gives the words that it brought. An event of another kind brings none. */
  add(data: unknown): string {
    const parsed = event.safeParse(data);
    if (!parsed.success) return '';
    const one = parsed.data;
    this.begun = true;
    if (one.type === 'message_start') {
      this.#model = one.message?.model ?? null;
      // What was written so far is no sum yet: without a later one it is unknown.
      this.#usage = one.message?.usage ? { ...one.message.usage, output_tokens: undefined } : null;
    } else if (one.type === 'message_delta') {
      this.#stopReason = one.delta?.stop_reason ?? this.#stopReason;
      // Sums so far: what comes later replaces what came before.
      this.#usage = { ...this.#usage, ...reportedOf(one.usage) };
    } else if (one.type === 'message_stop') {
      this.#whole = true;
    }
    const words = this.#wordsOf(one);
    if (words !== '') this.#texts.push(words);
    return words;
  }

  #wordsOf({ type, index, content_block, delta }: Event): string {
    if (type === 'content_block_start' && content_block?.type === 'tool_use') {
      const { id, name, input } = content_block;
      this.#toolCalls.set(index ?? 0, { id: id ?? '', name: name ?? '', parts: [] });
      this.#inputs.set(index ?? 0, input);
      return '';
    }
    if (type === 'content_block_start') {
      return content_block?.type === 'text' ? (content_block.text ?? '') : '';
    }
    if (type !== 'content_block_delta') return '';
    this.#toolCalls.get(index ?? 0)?.parts.push(delta?.partial_json ?? '');
    return delta?.text ?? '';
  }

  /** The whole answer, or why it is not whole. */
  answer(): DriverAnswer | string {
    if (!this.#whole) return 'no end of the stream';
    const calls = [...this.#toolCalls].map(([index, { id, name, parts }]): RawToolCall => {
      const written = parts.join('');
      return { id, name, argumentsText: written || argumentsOf(this.#inputs.get(index)) };
    });
    return {
      text: this.#texts.join(''),
      toolCalls: calls,
      stopReason: stopReasonOf(this.#stopReason),
      usage: usageOf(this.#usage),
      requestId: this.#requestId,
      model: this.#model,
    };
  }
}

/** The input as text; one that is nested too deep for that is none. */
function argumentsOf(input: unknown): string {
  if (typeof input === 'string') return input;
  try {
    return JSON.stringify(input) ?? '';
  } catch {
    return 'nested too deep';
  }
}

const stopReasons: Readonly<Record<string, DriverAnswer['stopReason']>> = {
  end_turn: 'end',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  stop_sequence: 'stop_sequence',
  tool_use: 'tool_calls',
  refusal: 'refused',
};

const stopReasonOf = (reason: string | null | undefined): DriverAnswer['stopReason'] =>
  (Object.hasOwn(stopReasons, reason ?? '') ? stopReasons[reason ?? ''] : undefined) ?? 'other';

/** Anthropic counts cached tokens beside the others; here input is all of it. */
function usageOf(usage: z.infer<typeof numbers>): RawUsage | null {
  if (!usage) return null;
  const written = usage.cache_creation_input_tokens ?? 0;
  const read = usage.cache_read_input_tokens ?? 0;
  return {
    input: [usage.input_tokens, written, read],
    output: [usage.output_tokens],
    cachedInput: [read],
  };
}

function reportedOf(usage: z.infer<typeof numbers>): NonNullable<z.infer<typeof numbers>> {
  const entries = Object.entries(usage ?? {});
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}
