/** An answer of a model, before it has any provider's form. */
export interface ServedAnswer {
  /** The pieces of a stream; together the whole text. */
  readonly text?: readonly string[];
  readonly toolCalls?: readonly ServedToolCall[];
  readonly stop?: 'end' | 'length' | 'refused' | 'tools' | 'something_new';
  /** As reported, of whatever type; null: nothing is reported. */
  readonly usage?: { readonly input: unknown; readonly output: unknown } | null;
  /** Null: the server sends none. */
  readonly requestId?: string | null;
}

export interface ServedToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, or what a model wrote instead. */
  readonly argumentsText: string;
}

/** How a provider puts answers and failures on the wire. */
export interface WireProtocol {
  readonly name: string;
  readonly path: string;
  readonly requestIdHeader: string;
  /** The whole answer as a JSON body. */
  body(answer: ServedAnswer): unknown;
  /** The answer as server-sent events, ready to be written. */
  frames(answer: ServedAnswer): string[];
  failure(status: number, message: string): unknown;
  /** A well-formed body in which no answer is. */
  readonly nothing: unknown;
}

/** One server-sent event. */
export const frame = (data: unknown, event?: string) =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

export const usageOf = ({ usage }: ServedAnswer) =>
  usage === undefined ? { input: 11, output: 7 } : usage;
