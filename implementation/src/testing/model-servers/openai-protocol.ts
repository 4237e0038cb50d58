import { frame, type ServedAnswer, usageOf, type WireProtocol } from './wire-protocol.ts';

const finishReasons = {
  end: 'stop',
  length: 'length',
  refused: 'content_filter',
  tools: 'tool_calls',
  something_new: 'something_new',
};

/** https://platform.openai.com/docs/api-reference/chat */
export const openAIProtocol: WireProtocol = {
  name: 'chat completions',
  path: '/v1/chat/completions',
  requestIdHeader: 'x-request-id',
  body: (answer) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'served-model',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: answer.text?.join('') ?? null,
          refusal: null,
          ...(answer.toolCalls && {
            tool_calls: answer.toolCalls.map(({ id, name, argumentsText }) => ({
              id,
              type: 'function',
              function: { name, arguments: argumentsText },
            })),
          }),
        },
        logprobs: null,
        finish_reason: finishReasons[answer.stop ?? 'end'],
      },
    ],
    ...usageBody(answer),
  }),
  frames: (answer) => [
    chunk([choice({ role: 'assistant', content: '' })]),
    ...(answer.text ?? []).map((content) => chunk([choice({ content })])),
    ...toolFrames(answer),
    chunk([{ ...choice({}), finish_reason: finishReasons[answer.stop ?? 'end'] }]),
    ...(usageOf(answer) === null ? [] : [frame({ ...chunkBody([]), ...usageBody(answer) })]),
    'data: [DONE]\n\n',
  ],
  failure: (status, message) => ({
    error: { message, type: status === 429 ? 'requests' : 'error', param: null, code: null },
  }),
  nothing: { id: 'chatcmpl-1', object: 'chat.completion', model: 'served-model', choices: [] },
};

function usageBody(answer: ServedAnswer) {
  const usage = usageOf(answer);
  if (usage === null) return {};
  const prompt_tokens_details = { cached_tokens: 3 };
  return {
    usage: { prompt_tokens: usage.input, completion_tokens: usage.output, prompt_tokens_details },
  };
}

const chunkBody = (choices: unknown[]) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'served-model',
  choices,
});
const chunk = (choices: unknown[]) => frame(chunkBody(choices));
const choice = (delta: object) => ({ index: 0, delta, logprobs: null, finish_reason: null });

/** The name comes first, the arguments in two pieces. */
function toolFrames({ toolCalls = [] }: ServedAnswer): string[] {
  return toolCalls.flatMap(({ id, name, argumentsText }, index) => {
    const half = Math.floor(argumentsText.length / 2);
    const pieces = [argumentsText.slice(0, half), argumentsText.slice(half)];
    return [
      { index, id, type: 'function', function: { name, arguments: '' } },
      ...pieces.map((piece) => ({ index, function: { arguments: piece } })),
    ].map((call) => chunk([choice({ tool_calls: [call] })]));
  });
}
