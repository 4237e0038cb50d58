import { nextTurn } from '#src/foundation/time.ts';
import type {
  DriverAnswer,
  DriverCall,
  DriverEvent,
  DriverRequest,
  LanguageModelDriver,
} from '../driver.ts';

/** An answer, as far as it matters; an error to throw; or `hangs`, which ends by abort only. */
export type ScriptedAnswer = Partial<DriverAnswer> | Error | 'hangs';

/** Gives the answer to a request; `number` counts the requests from 1. */
export type ModelScript = (request: DriverRequest, number: number) => ScriptedAnswer;

export interface ScriptedLanguageModel extends LanguageModelDriver {
  /** All requests so far, oldest first. */
  readonly requests: readonly DriverRequest[];
}

/**
 * No model: for each request what the script says, for tests and trials. Streams give a word at a
 * time.
 */
export function createScriptedLanguageModel(
  script: ModelScript,
  options: {
    readonly name?: string;
    readonly structuredOutput?: boolean;
    /** What a probe gives or throws. Default: that there is no list. */
    readonly models?: readonly string[] | Error;
  } = {},
): ScriptedLanguageModel {
  const requests: DriverRequest[] = [];
  const answerTo = async (request: DriverRequest, call: DriverCall): Promise<DriverAnswer> => {
    requests.push(request);
    await nextTurn();
    call.signal.throwIfAborted();
    const scripted = script(request, requests.length);
    if (scripted instanceof Error) throw scripted;
    if (scripted === 'hangs') return await aborted(call.signal);
    call.onActivity();
    return { ...plainAnswer(request, scripted.text ?? ''), ...scripted };
  };
  return {
    name: options.name ?? 'scripted',
    capabilities: { structuredOutput: options.structuredOutput ?? true },
    requests,
    complete: answerTo,
    async *stream(request, call): AsyncGenerator<DriverEvent> {
      const answer = await answerTo(request, call);
      for (const text of answer.text.split(/(?<= )/)) {
        await nextTurn();
        call.signal.throwIfAborted();
        yield { type: 'text', text };
      }
      yield { type: 'end', answer };
    },
    async probe({ signal }) {
      signal.throwIfAborted();
      if (options.models instanceof Error) throw options.models;
      return options.models ?? null;
    },
    close: async () => {},
  };
}

function plainAnswer(request: DriverRequest, text: string): DriverAnswer {
  const words = (one: string) => one.split(' ').length;
  const asked = [request.system, ...request.messages.map((message) => message.text)].join(' ');
  return {
    text,
    toolCalls: [],
    stopReason: 'end',
    usage: { input: [words(asked)], output: [words(text)], cachedInput: [] },
    requestId: null,
    model: request.model,
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
