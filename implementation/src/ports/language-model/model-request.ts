import type * as z from 'zod';
import { identify } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DriverRequest, LanguageModelCapabilities, ModelMessage } from './driver.ts';
import { jsonSchemaOf, responseFormatOf } from './json-schema.ts';

export interface ModelTool {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType;
}

export interface ModelRequest<Value = unknown> {
  readonly model: string;
  readonly system?: string;
  /** Oldest first; the last one is of the user or of a tool. */
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ModelTool[];
  readonly maxOutputTokens: number;
  /** 0 to 1. A provider that takes none is not told. */
  readonly temperature?: number;
  readonly stopSequences?: readonly string[];
  /** The answer is one JSON value that fits this schema. */
  readonly responseSchema?: z.ZodType<Value>;
}

/** Who asks and until when. A `RequestContext` is one. */
export type ModelCall = Partial<RequestContext>;

/** What goes to the driver. Throws `invalid_argument` where a request could never succeed. */
export function toDriverRequest(
  request: ModelRequest,
  capabilities: LanguageModelCapabilities,
  tenant: string | undefined,
): DriverRequest {
  const problem = problemOf(request);
  if (problem) throw new SupportError('invalid_argument', `The model request ${problem}.`);
  const { responseSchema } = request;
  const schema = responseSchema ? jsonSchemaOf(responseSchema, 'the response') : null;
  const prompted = schema !== null && !capabilities.structuredOutput;
  const system = request.system ?? '';
  return {
    model: request.model,
    system: prompted ? [system, schemaPrompt(schema)].filter(Boolean).join('\n\n') : system,
    messages: request.messages,
    tools: (request.tools ?? []).map(({ name, description, input }) => ({
      name,
      description,
      parameters: jsonSchemaOf(input, `the tool ${name}`),
    })),
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature ?? null,
    stopSequences: request.stopSequences ?? [],
    responseFormat: schema && !prompted ? responseFormatOf(schema) : null,
    user: tenant === undefined ? null : identify('model user', tenant),
  };
}

const schemaPrompt = (schema: object) =>
  `Answer with one JSON value and nothing else. It fits this JSON Schema:\n${JSON.stringify(schema)}`;

const toolName = /^[A-Za-z0-9_-]{1,64}$/;

function problemOf(request: ModelRequest): string | null {
  const { model, messages, maxOutputTokens, temperature, stopSequences = [] } = request;
  if (model.trim() === '') return 'names no model';
  const last = messages.at(-1);
  if (!last) return 'has no messages';
  if (last.role === 'assistant') return 'ends with a message of the model itself';
  if (!Number.isSafeInteger(maxOutputTokens) || maxOutputTokens < 1) {
    return 'needs maxOutputTokens, a whole number of at least 1';
  }
  if (temperature !== undefined && !(temperature >= 0 && temperature <= 1)) {
    return 'has a temperature outside 0 to 1';
  }
  if (stopSequences.length > 4) return 'has more than four stop sequences';
  if (stopSequences.some((one) => one.trim() === '')) return 'has an empty stop sequence';
  return problemOfTools(request) ?? problemOfMessages(messages);
}

function problemOfTools({ tools = [] }: ModelRequest): string | null {
  const wrong = tools.find(({ name }) => !toolName.test(name));
  if (wrong) return `has a tool whose name is not letters, digits, _ and -, at most 64`;
  const names = new Set(tools.map(({ name }) => name));
  return names.size < tools.length ? 'has two tools of one name' : null;
}

function problemOfMessages(messages: readonly ModelMessage[]): string | null {
  const open = new Set<string>();
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.delete(message.toolCallId)) return 'has a tool result that answers no tool call';
      continue;
    }
    if (open.size > 0) return 'has a tool call without a result';
    if (message.role === 'user' && message.text === '') return 'has an empty message';
    for (const { id } of message.role === 'assistant' ? (message.toolCalls ?? []) : []) {
      open.add(id);
    }
  }
  return open.size > 0 ? 'has a tool call without a result' : null;
}
