import type { DescribedParameter, Schema } from './described.ts';

/** A heading's address on its page, as GitHub makes it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

export const linkTo = (heading: string): string => `[${heading}](#${anchorOf(heading)})`;

const code = (value: unknown): string =>
  `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``;

/** In one cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');

/** What kind of value it is and how large it may be; objects with a title have their own section. */
export function typeOf(schema: Schema): string {
  const { title, enum: values, anyOf, oneOf, items, additionalProperties: others } = schema;
  if (title !== undefined) return linkTo(title);
  if ('const' in schema) return code(schema.const);
  if (values) return values.map(code).join(' or ');
  const choices = anyOf ?? oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ');
  if (items) return `list${inBrackets([limits(undefined, schema.maxItems)])} of ${typeOf(items)}`;
  if (typeof others === 'object') return `object of name → ${typeOf(others)}`;
  const types = [schema.type ?? 'anything'].flat();
  const details = types.includes('string') ? detailsOfText(schema) : detailsOfNumber(schema);
  return `${types.join(' or ')}${inBrackets(details)}`;
}

function detailsOfText({ format, pattern, minLength, maxLength }: Schema): string[] {
  if (format !== undefined) return [format];
  const length = limits(minLength, maxLength);
  return [length && `${length} characters`, pattern === undefined ? '' : code(pattern)];
}

const detailsOfNumber = ({ minimum, maximum }: Schema): string[] => [limits(minimum, maximum)];

/** `1 to 200`, or nothing where there is no limit. */
function limits(least: number | undefined, most: number | undefined): string {
  const [from, to] = [least, most].map((one) => one?.toLocaleString('en'));
  if (from === undefined) return to === undefined ? '' : `at most ${to}`;
  return to === undefined ? `at least ${from}` : `${from} to ${to}`;
}

function inBrackets(details: readonly string[]): string {
  const given = details.filter((detail) => detail !== '');
  return given.length === 0 ? '' : ` (${given.join(', ')})`;
}

function needOf(isRequired: boolean, schema: Schema): string {
  if (schema.default !== undefined) return `default ${code(schema.default)}`;
  return isRequired ? 'yes' : 'no';
}

type Row = readonly [name: string, type: string, needed: string, meaning: string];

/** The fields of an object and of the objects in it, each with its path: `usage.costUsd`. */
function rowsOf(schema: Schema, prefix = ''): Row[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const need = needOf(required.includes(name), field);
    const row: Row = [code(path), typeOf(field), need, field.description ?? ''];
    if (field.title !== undefined) return [row];
    const inner = field.items?.title === undefined ? (field.items ?? field) : {};
    return [row, ...rowsOf(inner, `${path}${field.items ? '[].' : '.'}`)];
  });
}

/** What a client sends: which fields it must, and what is taken for those that it leaves out. */
export function requestTable(schema: Schema): string {
  const choices = schema.oneOf ?? schema.anyOf ?? [schema];
  const heads = ['field', 'type', 'needed', 'meaning'];
  return choices.map((one) => table(heads, rowsOf(one))).join('\n\nor\n\n');
}

/** What a client gets; an object with a title is described in its own section. */
export function responseTable(schema: Schema): string {
  const fields = rowsOf(schema).map(([name, type, need, meaning]) => [
    name,
    need === 'no' ? `${type}; may be missing` : type,
    meaning,
  ]);
  return table(['field', 'type', 'meaning'], fields);
}

export const parameterTable = (parameters: readonly DescribedParameter[]): string =>
  table(
    ['parameter', 'in', 'type', 'needed', 'meaning'],
    parameters.map(({ name, in: place, required, schema, description }) => [
      code(name),
      place,
      typeOf(schema),
      needOf(required, schema),
      description ?? '',
    ]),
  );
