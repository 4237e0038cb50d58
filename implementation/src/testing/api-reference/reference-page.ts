import { describeApi } from '#src/api/openapi.ts';
import { problemOf } from '#src/api/problem.ts';
import { SupportError, supportErrorCodes } from '#src/foundation/support-error.ts';
import { apiRoutes } from '../api/api-routes.ts';
import { curlExample } from './curl-example.ts';
import type { DescribedOperation, Description, Schema } from './described.ts';
import { operationsOf, schemasOf } from './described.ts';
import {
  anchorOf,
  parameterTable,
  requestTable,
  responseTable,
  table,
  typeOf,
} from './field-table.ts';
import { metricsSection } from './metrics-section.ts';

/** Every version has the same routes; the description of a running desk names its own version. */
const version = 'v1';

const introduction = `# API reference

Generated from the very schemas that check requests; write it anew with \`npm run docs\`. The same as
OpenAPI 3.1: [openapi.gen.json](openapi.gen.json), and \`/openapi.json\` of a running desk. Every
version has these routes.`;

const describe = (): Description => describeApi(apiRoutes, version) as unknown as Description;

/** The text of docs/api/openapi.gen.json. */
export const writeOpenApi = (): string => `${JSON.stringify(describe(), null, 2)}\n`;

/** The text of docs/api/reference.md. */
export function writeApiReference(): string {
  return renderReference(describe());
}

/** The page for a description. */
export function renderReference(description: Description): string {
  const operations = operationsOf(description);
  const headings = operations.map(({ method, path }) => `${method} ${path}`);
  const contents = operations.map(({ one }, index) => {
    const heading = headings[index] ?? '';
    return [`[\`${heading}\`](#${anchorOf(heading)})`, one.summary];
  });
  return [
    introduction,
    description.info.description,
    table(['operation', 'what it does'], contents),
    ...operations.map(({ method, path, one }) => operationSection(method, path, one)),
    objectsSection(description),
    metricsSection(),
    problemsSection(description),
    '',
  ].join('\n\n');
}

function operationSection(method: string, path: string, operation: DescribedOperation): string {
  const { summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content['application/json'];
  return [
    `## ${method} ${path}`,
    summary,
    fenced('sh', curlExample(method, path, operation)),
    ...(parameters.length > 0 ? [parameterTable(parameters)] : []),
    ...(requestBody && body
      ? [`**Body.** ${requestBody.description}`, requestTable(body.schema)]
      : []),
    ...Object.entries(responses)
      .filter(([status]) => /^2/.test(status))
      .flatMap(([status, { description, content }]) =>
        Object.entries(content).flatMap(([type, { schema }]) =>
          answerOf(`**${status}.** ${description}`, type, schema),
        ),
      ),
    `**[Refused](#problems) with** ${refusalsOf(operation).map(shortOf).join(', ')}.`,
  ].join('\n\n');
}

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly meaning: string;
}

/** What the description says of refusals: a code, and what it means. */
function refusalsOf({ responses }: DescribedOperation): Refusal[] {
  return Object.entries(responses).flatMap(([status, { description }]) => {
    const [, code = '', meaning = ''] = /^`(\w+)`: (.*)$/.exec(description) ?? [];
    return code === '' ? [] : [{ status, code, meaning }];
  });
}

const shortOf = ({ status, code }: Refusal): string => `${status} \`${code}\``;

function answerOf(text: string, type: string, schema: Schema): string[] {
  if (type !== 'application/json') return [`${text} As \`${type}\`.`];
  if (schema.title !== undefined) return [`${text} It is one ${typeOf(schema)}.`];
  return [text, responseTable(schema), ...exampleOf(schema)];
}

const exampleOf = ({ examples = [] }: Schema): string[] =>
  examples.slice(0, 1).map((example) => fenced('json', JSON.stringify(example, null, 2)));

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** What several answers hold, each once, by name. */
function objectsSection(description: Description): string {
  const titled = schemasOf(description).filter(({ title }) => title !== undefined);
  const byTitle = new Map(titled.map((schema) => [schema.title ?? '', schema]));
  const sections = [...byTitle]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, schema]) =>
      [`### ${title}`, responseTable(schema), ...exampleOf(schema)].join('\n\n'),
    );
  return ['## Objects', ...sections].join('\n\n');
}

function problemsSection(description: Description): string {
  const refusals = operationsOf(description).flatMap(({ one }) => refusalsOf(one));
  const meanings = new Map(refusals.map((one) => [`${shortOf(one)} ${one.meaning}`, one]));
  const sorted = [...meanings].sort(([one], [other]) => (one < other ? -1 : 1));
  const codes = supportErrorCodes.map((code) => {
    const error = new SupportError(code, '');
    const { status, title } = problemOf(error, '');
    return [`\`${code}\``, String(status), title, error.retryable ? 'yes' : 'no'];
  });
  return [
    '## Problems',
    'What an operation is refused with:',
    table(
      ['refusal', 'what it means'],
      sorted.map(([, one]) => [shortOf(one), one.meaning]),
    ),
    'Every code that there is. The status may be finer than the code: 405 for a wrong method, 408\n' +
      'for a request that does not arrive in time, 431 for headers that are too long.',
    table(['code', 'status', 'what it means', 'worth trying again'], codes),
  ].join('\n\n');
}
