import * as z from 'zod';
import type { DriverAnswer, RawToolCall, ToolCall } from './driver.ts';
import type { ModelRequest, ModelTool } from './model-request.ts';

/** What an answer holds, or what is wrong with it. */
export type Reading<Value> =
  | {
      readonly toolCalls: readonly ToolCall[];
      readonly object: Value | null;
      readonly problem: null;
    }
  | { readonly problem: AnswerProblem };

export interface AnswerProblem {
  /** For the model, which may mend it. */
  readonly explanation: string;
  /** For an error: nothing of the answer's own words. */
  readonly summary: string;
}

/** Reads tool calls and structured output out of an answer, each held against its schema. */
export async function readAnswer<Value>(
  request: ModelRequest<Value>,
  answer: DriverAnswer,
): Promise<Reading<Value>> {
  const toolCalls = await readToolCalls(answer.toolCalls, request.tools ?? []);
  if (!Array.isArray(toolCalls)) return { problem: toolCalls };
  const { responseSchema } = request;
  // A model that calls a tool answers later.
  if (!responseSchema || toolCalls.length > 0) return { toolCalls, object: null, problem: null };
  const value = parseJson(withoutWrapping(answer.text));
  if (value === undefined) {
    return { problem: { explanation: 'It is not JSON.', summary: 'not JSON' } };
  }
  const parsed = await responseSchema.safeParseAsync(value);
  if (parsed.success) return { toolCalls, object: parsed.data, problem: null };
  return { problem: problemOfSchema('It', parsed.error) };
}

async function readToolCalls(
  raw: readonly RawToolCall[],
  tools: readonly ModelTool[],
): Promise<ToolCall[] | AnswerProblem> {
  const calls: ToolCall[] = [];
  const seen = new Map<string, string>();
  for (const [index, { name, argumentsText, ...given }] of raw.entries()) {
    // Some local servers give no ids.
    const id = given.id === '' ? `call-${index + 1}` : given.id;
    const content = JSON.stringify([name, argumentsText]);
    const earlier = seen.get(id);
    // The same call twice is one call; two calls of one id could not be answered apart.
    if (earlier === content) continue;
    if (earlier !== undefined) {
      const explanation = 'Two of its tool calls have the same id.';
      return { explanation, summary: 'two tool calls of one id' };
    }
    seen.set(id, content);
    const input = await readInput(name, argumentsText, tools);
    if ('explanation' in input) return input;
    calls.push({ id, name, input: input.value });
  }
  return calls;
}

async function readInput(
  name: string,
  argumentsText: string,
  tools: readonly ModelTool[],
): Promise<{ readonly value: unknown } | AnswerProblem> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) {
    const known = tools.map((one) => one.name).join(', ') || 'none';
    const explanation = `It calls a tool that does not exist; there are: ${known}.`;
    return { explanation, summary: 'a tool that does not exist' };
  }
  // Tools without parameters are often called with nothing at all.
  const value = argumentsText.trim() === '' ? {} : parseJson(argumentsText);
  if (value === undefined) {
    const explanation = `The arguments of its call of ${name} are not JSON.`;
    return { explanation, summary: `arguments of ${name} are not JSON` };
  }
  const parsed = await tool.input.safeParseAsync(value);
  if (parsed.success) return { value: parsed.data };
  return problemOfSchema(`The input of its call of ${name}`, parsed.error);
}

function problemOfSchema(what: string, error: z.ZodError): AnswerProblem {
  const explanation = `${what} does not fit the schema:\n${z.prettifyError(error).slice(0, 2000)}`;
  const summary = `${error.issues.length} × against its schema, first ${error.issues[0]?.code}`;
  return { explanation, summary };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON of an answer that models without structured output wrap in prose or a code fence. */
function withoutWrapping(text: string): string {
  if (parseJson(text) !== undefined) return text;
  const starts = [text.indexOf('{'), text.indexOf('[')].filter((at) => at >= 0);
  const start = Math.min(...starts);
  const end = text.lastIndexOf(text[start] === '[' ? ']' : '}');
  return starts.length > 0 && end > start ? text.slice(start, end + 1) : text;
}

/** What an answer is shown as when the model is asked to mend it. */
export function shownAnswer(answer: DriverAnswer): string {
  const calls = answer.toolCalls.map(({ name, argumentsText }) => `${name}(${argumentsText})`);
  const parts = calls.length > 0 ? [answer.text, 'Tool calls:', ...calls] : [answer.text];
  return parts.filter(Boolean).join('\n').slice(0, 20_000) || '(empty)';
}
