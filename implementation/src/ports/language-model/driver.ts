export type JsonSchema = Readonly<Record<string, unknown>>;

/** Why a model stopped. `other`: for a reason of the provider's that is not known here. */
export type StopReason = 'end' | 'length' | 'stop_sequence' | 'tool_calls' | 'other';

/** A call of a tool, with an input that fits its schema. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export type ModelMessage =
  | { readonly role: 'user'; readonly text: string }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly toolCalls?: readonly ToolCall[];
    }
  | {
      readonly role: 'tool';
      /** The call that this is the result of. */
      readonly toolCallId: string;
      readonly text: string;
      readonly failed?: boolean;
    };

export interface DriverTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

export interface DriverRequest {
  readonly model: string;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly DriverTool[];
  readonly maxOutputTokens: number;
  /** Null: as the provider likes. A driver whose provider takes none leaves it out. */
  readonly temperature: number | null;
  readonly stopSequences: readonly string[];
  /** Given only to drivers that can hold a model to a schema. */
  readonly responseFormat: ResponseFormat | null;
  /** An opaque name of whoever is asked for, or null. */
  readonly user: string | null;
}

export interface ResponseFormat {
  readonly schema: JsonSchema;
  /** Every object of the schema is closed and has no optional property. */
  readonly strict: boolean;
}

export interface DriverCall {
  /** Its abort must reach the socket. */
  readonly signal: AbortSignal;
  /** To be called whenever anything arrives from the provider. */
  readonly onActivity: () => void;
}

/** A tool call as the model wrote it; its arguments may be no JSON. */
export interface RawToolCall {
  readonly id: string;
  readonly name: string;
  readonly argumentsText: string;
}

/** Numbers as the provider reported them, of whatever type; the sum of each list counts. */
export interface RawUsage {
  /** All input tokens, cached ones included. */
  readonly input: readonly unknown[];
  readonly output: readonly unknown[];
  readonly cachedInput: readonly unknown[];
}

export interface DriverAnswer {
  readonly text: string;
  readonly toolCalls: readonly RawToolCall[];
  readonly stopReason: StopReason | 'refused';
  readonly usage: RawUsage | null;
  readonly requestId: string | null;
  /** The model that answered, where the provider says so. */
  readonly model: string | null;
}

export type DriverEvent =
  | { readonly type: 'text'; readonly text: string }
  /** The last one; its answer holds the whole text again. */
  | { readonly type: 'end'; readonly answer: DriverAnswer };

export interface LanguageModelCapabilities {
  /** The provider can hold a model to a schema; otherwise the schema stands in the prompt. */
  readonly structuredOutput: boolean;
}

/**
 * One request to one provider. A driver keeps no rules of its own: validation, repair, retries,
 * time limits and the sums of usage live once, in the portable class. It throws `ModelError`s, and
 * a stream that stops before its provider said that it is whole is one.
 */
export interface LanguageModelDriver {
  /** What errors and logs call the provider. */
  readonly name: string;
  readonly capabilities: LanguageModelCapabilities;
  complete(request: DriverRequest, call: DriverCall): Promise<DriverAnswer>;
  stream(request: DriverRequest, call: DriverCall): AsyncIterable<DriverEvent>;
  /**
   * Asks for the names of the models that are there, which costs nothing. Null where the server has
   * no list of them, or gives a part of it.
   */
  probe(call: DriverCall): Promise<readonly string[] | null>;
  /** Ends all connections. */
  close(): Promise<void>;
}
