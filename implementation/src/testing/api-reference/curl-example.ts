import type { DescribedOperation } from './described.ts';

const origin = 'localhost:3000';

/** Where an operation's example goes: its path with the parameters' first examples. */
export function examplePath(path: string, { parameters }: DescribedOperation): string {
  return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return String(parameter?.schema.examples?.[0] ?? whole);
  });
}

/** The first example of an operation's body; undefined where it has none. */
export const exampleBody = ({ requestBody }: DescribedOperation): unknown =>
  requestBody?.content['application/json']?.schema.examples?.[0];

/** A line for a shell that does what the description's examples say. */
export function curlExample(method: string, path: string, operation: DescribedOperation): string {
  const body = exampleBody(operation);
  const target = `${origin}${examplePath(path, operation)}`;
  const streams = Object.values(operation.responses).some(
    (one) => 'text/event-stream' in one.content,
  );
  if (body === undefined) {
    const options = [...(streams ? ['-N'] : []), ...(method === 'GET' ? [] : ['-X', method])];
    return ['curl', ...options, target].join(' ');
  }
  return [
    `curl ${target}`,
    "-H 'content-type: application/json'",
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
