/** The parts of an OpenAPI description that the reference shows. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface DescribedOperation {
  readonly summary: string;
  readonly parameters: readonly DescribedParameter[];
  readonly requestBody?: { readonly description: string; readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Content }>
  >;
}

export interface Description {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export const operationsOf = ({ paths }: Description) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), one })),
  );

/** Every schema of a description, each followed by those in it. */
export function schemasOf(description: Description): Schema[] {
  const contents = operationsOf(description).flatMap(({ one }) => [
    ...(one.requestBody ? [one.requestBody] : []),
    ...Object.values(one.responses),
  ]);
  return [
    ...contents.flatMap(({ content }) => Object.values(content).map(({ schema }) => schema)),
    ...operationsOf(description).flatMap(({ one }) => one.parameters.map(({ schema }) => schema)),
    ...Object.values(description.components.schemas),
  ].flatMap(schemasIn);
}

/** A schema and those in it, from the outside in. */
function schemasIn(schema: Schema): Schema[] {
  const { properties = {}, items, anyOf = [], oneOf = [], additionalProperties: others } = schema;
  const inner = [...Object.values(properties), ...anyOf, ...oneOf];
  if (items) inner.push(items);
  if (typeof others === 'object') inner.push(others);
  return [schema, ...inner.flatMap(schemasIn)];
}
