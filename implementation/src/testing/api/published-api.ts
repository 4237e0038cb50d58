import * as z from 'zod';
import type { Answer, Call } from './client.ts';
import { faultsOfProblem } from './client.ts';

export type JsonSchema = Record<string, unknown>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** One operation as the published description tells of it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | null;
  /** Whether an answer of success has this shape; the reason where it has not. */
  check(answer: Answer): string[];
}

const content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: z.record(z.string(), z.unknown()),
    }),
  ),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content })),
});

export const apiDescription = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
export type ApiDescription = z.infer<typeof apiDescription>;

/** Reads the description that a desk publishes: what tests know of its shapes comes from there. */
export async function readPublishedApi(call: Call): Promise<readonly Operation[]> {
  const { paths } = apiDescription.parse((await call('/openapi.json')).json);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const { operationId, parameters, requestBody, responses } = described;
      const body = requestBody?.content['application/json']?.schema ?? null;
      const check = checkerOf(responses);
      return { method: method.toUpperCase(), path, operationId, parameters, body, check };
    }),
  );
}

function checkerOf(responses: z.infer<typeof operation>['responses']): Operation['check'] {
  const checkers = Object.entries(responses)
    .filter(([status]) => /^2/.test(status))
    .map(([status, { content: types }]) => ({ status: Number(status), types: typesOf(types) }));
  return (answer) => {
    const isDescribed = String(answer.status) in responses;
    const faults = isDescribed ? [] : [`status ${answer.status} is not described`];
    const expected = checkers.find(({ status }) => status === answer.status);
    if (!expected) return answer.status < 400 ? faults : [...faults, ...faultsOfProblem(answer)];
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const schema = expected.types.get(type);
    if (!schema) return [`content-type ${type} is not described`];
    const value = type === 'application/json' ? answer.json : answer.text;
    const result = schema.safeParse(value);
    return result.success ? [] : [result.error.message, answer.text.slice(0, 500)];
  };
}

const typesOf = (types: z.infer<typeof content>) =>
  new Map(Object.entries(types).map(([type, { schema }]) => [type, z.fromJSONSchema(schema)]));
