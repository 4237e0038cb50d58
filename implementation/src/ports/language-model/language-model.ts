import { ModelError, type ModelUsage } from '#src/foundation/model-error.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { type AnswerProblem, type Reading, readAnswer, shownAnswer } from './answer-reading.ts';
import { type AttemptTime, CallTime, defaultModelLimits, type ModelLimits } from './call-time.ts';
import type {
  DriverAnswer,
  DriverEvent,
  DriverRequest,
  LanguageModelDriver,
  ModelMessage,
  StopReason,
  ToolCall,
} from './driver.ts';
import { type ModelCall, type ModelRequest, toDriverRequest } from './model-request.ts';
import { SpentUsage, usageOf } from './model-usage.ts';

export interface ModelResult<Value = unknown> {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  /** What fits the response schema; null without one, or where the model calls a tool first. */
  readonly object: Value | null;
  readonly stopReason: StopReason;
  /** Of all requests that this result took, as far as their answers arrived. */
  readonly usage: ModelUsage;
  /** The provider's id of the last request, for its support. */
  readonly requestId: string | null;
  readonly model: string;
  /** The first answer was in the wrong form and the model mended it. */
  readonly repaired: boolean;
}

export type ModelStreamEvent<Value = unknown> =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly result: ModelResult<Value> };

export interface LanguageModelOptions {
  readonly driver: LanguageModelDriver;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  readonly limits?: Partial<ModelLimits>;
  /** Tell the provider an opaque name of the tenant, where a call has one. Default false. */
  readonly nameTenants?: boolean;
}

/** A model of any provider: one request, one answer, within its time and in its form. */
export class LanguageModel {
  readonly #driver: LanguageModelDriver;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #limits: ModelLimits;
  readonly #nameTenants: boolean;

  constructor(options: LanguageModelOptions) {
    this.#driver = options.driver;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#limits = { ...defaultModelLimits, ...options.limits };
    this.#nameTenants = options.nameTenants ?? false;
  }

  get provider(): string {
    return this.#driver.name;
  }

  /** How often one request is sent at most, before it is answered or given up. */
  get maxAttempts(): number {
    return this.#limits.maxAttempts;
  }

  /**
   * The whole answer. One that does not fit its schema, or the schemas of the tools, goes back to
   * the model once. Throws `ModelError`, and `invalid_argument` for a request that cannot succeed.
   */
  async complete<Value = unknown>(
    request: ModelRequest<Value>,
    call: ModelCall = {},
  ): Promise<ModelResult<Value>> {
    const first = this.#toDriver(request, call);
    const time = this.#startTime(call);
    const spent = new SpentUsage();
    try {
      let sent = first;
      for (let repaired = false; ; repaired = true) {
        const answer = await this.#answer(sent, time, spent);
        spent.add(usageOf(sent, answer));
        const reading = await this.#read(request, answer);
        if (reading.problem === null) {
          return resultOf(request, answer, reading, spent.usage, repaired);
        }
        if (repaired) throw this.#wrongAnswer(answer, reading.problem);
        sent = { ...first, messages: [...first.messages, ...repairOf(answer, reading.problem)] };
      }
    } catch (error) {
      throw this.#toError(error, spent);
    } finally {
      time.end();
    }
  }

  /**
   * The answer as it is written, then its result. Nothing is retried or repaired once a word of it
   * was given out. Whoever stops reading closes the connection. Throws as `complete` does.
   */
  async *stream<Value = unknown>(
    request: ModelRequest<Value>,
    call: ModelCall = {},
  ): AsyncGenerator<ModelStreamEvent<Value>, void, undefined> {
    const sent = this.#toDriver(request, call);
    const time = this.#startTime(call);
    const spent = new SpentUsage();
    let opened: OpenedStream | undefined;
    try {
      opened = await this.#retrying(time, spent, (attempt) => this.#open(sent, attempt));
      let next = opened.first;
      for (; next.type === 'text'; next = await this.#next(opened)) {
        if (next.text !== '') yield { type: 'text', text: next.text };
      }
      spent.add(usageOf(sent, next.answer));
      const reading = await this.#read(request, next.answer);
      if (reading.problem) throw this.#wrongAnswer(next.answer, reading.problem);
      yield { type: 'end', result: resultOf(request, next.answer, reading, spent.usage, false) };
    } catch (error) {
      throw this.#toError(error, spent);
    } finally {
      opened?.attempt.end();
      // Not waited for: a driver that hangs would hold up its reader.
      opened?.events.return?.().catch(() => {});
      time.end();
    }
  }

  /**
   * Whether the model's server answers and takes the key, by asking once for the names of its
   * models: it costs nothing. Null where the server lists none. Throws `ModelError`.
   */
  async probe(call: Omit<ModelCall, 'tenant'> = {}): Promise<readonly string[] | null> {
    const time = this.#startTime(call);
    const attempt = time.attempt();
    try {
      return await attempt.wait(this.#driver.probe(attempt.call));
    } catch (error) {
      throw toSupportError(error, `The driver of ${this.provider} failed.`);
    } finally {
      attempt.end();
      time.end();
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #toDriver(request: ModelRequest, { tenant }: ModelCall): DriverRequest {
    const named = this.#nameTenants ? tenant : undefined;
    return toDriverRequest(request, this.#driver.capabilities, named);
  }

  #startTime(call: ModelCall): CallTime {
    const options = { clock: this.#clock, limits: this.#limits, provider: this.provider };
    return new CallTime(options, call);
  }

  #answer(sent: DriverRequest, time: CallTime, spent: SpentUsage): Promise<DriverAnswer> {
    return this.#retrying(time, spent, async (attempt) => {
      const answer = await attempt.wait(this.#driver.complete(sent, attempt.call));
      attempt.end();
      return answer;
    });
  }

  /** Opens a stream up to its first words: until then it may be tried again. */
  async #open(sent: DriverRequest, attempt: AttemptTime): Promise<OpenedStream> {
    const events = this.#driver.stream(sent, attempt.call)[Symbol.asyncIterator]();
    const stream = { events, attempt };
    let first = await this.#next(stream);
    while (first.type === 'text' && first.text === '') first = await this.#next(stream);
    return { ...stream, first };
  }

  async #next({ events, attempt }: Omit<OpenedStream, 'first'>): Promise<DriverEvent> {
    const next = await attempt.wait(events.next());
    if (!next.done) return next.value;
    throw new ModelError({ provider: this.provider, reason: 'connection_lost' });
  }

  async #retrying<Result>(
    time: CallTime,
    spent: SpentUsage,
    use: (attempt: AttemptTime) => Promise<Result>,
  ): Promise<Result> {
    for (let number = 1; ; number += 1) {
      const attempt = time.attempt();
      try {
        return await use(attempt);
      } catch (error) {
        attempt.end();
        if (!(error instanceof ModelError)) throw error;
        await this.#waitToRetry(error, number, time);
        spent.doubtAfter(error);
      }
    }
  }

  /** Waits until the next attempt, or throws the error where another one is of no use. */
  async #waitToRetry(error: ModelError, number: number, time: CallTime): Promise<void> {
    if (!error.retryable || time.signal.aborted || number >= this.#limits.maxAttempts) throw error;
    const { firstRetryDelayMs, longestRetryDelayMs } = this.#limits;
    const longestMs = Math.min(firstRetryDelayMs * 2 ** (number - 1), longestRetryDelayMs);
    // Between half and all of it: many that failed together do not come back together.
    const delayMs = longestMs * (0.5 + this.#random() / 2) + (error.retryAfterMs ?? 0);
    if (delayMs >= time.leftMs) throw error;
    await this.#clock.sleep(delayMs, time.signal).catch(() => {
      throw time.signal.reason;
    });
  }

  async #read<Value>(request: ModelRequest<Value>, answer: DriverAnswer): Promise<Reading<Value>> {
    const { requestId } = answer;
    const provider = this.provider;
    if (answer.stopReason === 'refused') {
      throw new ModelError({ provider, reason: 'content_refused', requestId });
    }
    const reading = await readAnswer(request, answer);
    // To say it again would be cut off again.
    if (reading.problem !== null && answer.stopReason === 'length') {
      throw new ModelError({ provider, reason: 'answer_cut', requestId });
    }
    return reading;
  }

  #wrongAnswer({ requestId }: DriverAnswer, { summary }: AnswerProblem): ModelError {
    const { provider } = this;
    return new ModelError({ provider, reason: 'wrong_answer', requestId, detail: summary });
  }

  #toError(error: unknown, spent: SpentUsage): SupportError {
    if (error instanceof ModelError) {
      spent.doubtAfter(error);
      return error.withUsage(spent.usage);
    }
    return toSupportError(error, `The driver of ${this.provider} failed.`);
  }
}

interface OpenedStream {
  readonly events: AsyncIterator<DriverEvent>;
  readonly attempt: AttemptTime;
  readonly first: DriverEvent;
}

function resultOf<Value>(
  request: ModelRequest<Value>,
  answer: DriverAnswer,
  reading: Extract<Reading<Value>, { problem: null }>,
  usage: ModelUsage,
  repaired: boolean,
): ModelResult<Value> {
  const { toolCalls, object } = reading;
  const { text, requestId } = answer;
  const stopReason = answer.stopReason === 'refused' ? 'other' : answer.stopReason;
  const model = answer.model ?? request.model;
  return { text, toolCalls, object, stopReason, usage, requestId, model, repaired };
}

/** What asks the model to mend its answer: the answer as it was, and what is wrong with it. */
function repairOf(answer: DriverAnswer, { explanation }: AnswerProblem): ModelMessage[] {
  const text =
    `Your last message cannot be used. ${explanation}\n` +
    'Send all of it again, corrected, in the form that was asked for and with nothing else.';
  return [
    { role: 'assistant', text: shownAnswer(answer) },
    { role: 'user', text },
  ];
}
