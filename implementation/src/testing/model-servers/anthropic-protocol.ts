import { frame, type ServedAnswer, usageOf, type WireProtocol } from './wire-protocol.ts';

const stopReasons = {
  end: 'end_turn',
  length: 'max_tokens',
  refused: 'refusal',
  tools: 'tool_use',
  something_new: 'something_new',
};

const failures: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
};

/** https://docs.anthropic.com/en/api/messages */
export const anthropicProtocol: WireProtocol = {
  name: 'messages',
  path: '/v1/messages',
  requestIdHeader: 'request-id',
  body: (answer) => ({
    ...head,
    content: [
      ...(answer.text === undefined ? [] : [{ type: 'text', text: answer.text.join('') }]),
      ...(answer.toolCalls ?? []).map(({ id, name, argumentsText }) => ({
        type: 'tool_use',
        id,
        name,
        input: inputOf(argumentsText),
      })),
    ],
    stop_reason: stopReasons[answer.stop ?? 'end'],
    stop_sequence: null,
    ...wholeUsage(answer),
  }),
  frames: (answer) => [
    event('message_start', {
      message: { ...head, content: [], stop_reason: null, ...startUsage(answer) },
    }),
    ...(answer.text === undefined ? [] : textFrames(answer.text)),
    event('ping', {}),
    ...toolFrames(answer),
    event('message_delta', {
      delta: { stop_reason: stopReasons[answer.stop ?? 'end'], stop_sequence: null },
      ...(usageOf(answer) && { usage: { output_tokens: usageOf(answer)?.output } }),
    }),
    event('message_stop', {}),
  ],
  failure: (status, message) => ({
    type: 'error',
    error: { type: failures[status] ?? 'invalid_request_error', message },
  }),
  nothing: { ...{ id: 'msg_1', type: 'message' }, role: 'assistant', model: 'served-model' },
};

const head = { id: 'msg_1', type: 'message', role: 'assistant', model: 'served-model' };

/** A model's arguments that are no JSON come as text. */
function inputOf(argumentsText: string): unknown {
  try {
    return JSON.parse(argumentsText);
  } catch {
    return argumentsText;
  }
}

/** Of the input that a test names, three tokens come from the cache. */
function inputUsage(input: unknown) {
  const fresh = typeof input === 'number' && input > 3 ? input - 3 : input;
  return { input_tokens: fresh, cache_creation_input_tokens: 0, cache_read_input_tokens: 3 };
}

function wholeUsage(answer: ServedAnswer) {
  const usage = usageOf(answer);
  return usage && { usage: { ...inputUsage(usage.input), output_tokens: usage.output } };
}

function startUsage(answer: ServedAnswer) {
  const usage = usageOf(answer);
  return usage && { usage: { ...inputUsage(usage.input), output_tokens: 1 } };
}

const event = (type: string, data: object) => frame({ type, ...data }, type);

function textFrames(pieces: readonly string[]): string[] {
  return [
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces.map((text) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    ),
    event('content_block_stop', { index: 0 }),
  ];
}

/** The name comes first, the arguments in two pieces. */
function toolFrames({ text, toolCalls = [] }: ServedAnswer): string[] {
  return toolCalls.flatMap(({ id, name, argumentsText }, position) => {
    const index = position + (text === undefined ? 0 : 1);
    const half = Math.floor(argumentsText.length / 2);
    const pieces = [argumentsText.slice(0, half), argumentsText.slice(half)];
    return [
      event('content_block_start', {
        index,
        content_block: { type: 'tool_use', id, name, input: {} },
      }),
      ...pieces.map((partial_json) =>
        event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } }),
      ),
      event('content_block_stop', { index }),
    ];
  });
}
