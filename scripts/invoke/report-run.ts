import { type Ending, outcomeOf, type Ran } from './outcome.ts';
import type { Plan } from './plan.ts';

type Known = Pick<Plan, 'fn' | 'cloud' | 'version'>;

/** A run as one JSON document. */
export function documentOf({ fn, cloud, version }: Known, ran: Ran): object {
  const { ending, lines, startedInMs, callMs } = ran;
  return {
    function: fn.name,
    cloud,
    version: version.name,
    outcome: outcomeOf(ending).word,
    ...plainOf(ending),
    log: lines.map((line) => jsonOf(line) ?? line),
    startedInMs: startedInMs === null ? null : rounded(startedInMs),
    callMs: rounded(callMs),
  };
}

function plainOf(ending: Ending): object {
  switch (ending.kind) {
    case 'answer': {
      const { status, headers } = ending;
      const text = textOf(ending);
      const body =
        text === null
          ? { bodyBase64: ending.body.toString('base64') }
          : { body: jsonOf(text) ?? text };
      return { result: { status, headers, ...body } };
    }
    case 'result':
      return { result: ending.value ?? null };
    case 'error':
      return { error: { name: ending.name, message: ending.message } };
    case 'lost':
      return {};
  }
}

/** The same for people: a line for each. */
export function linesOf({ fn, cloud, version }: Known, ran: Ran): string[] {
  const { ending, lines, startedInMs, callMs } = ran;
  return [
    `${fn.name} on ${cloud}, ${version.name}: ${outcomeOf(ending).word}`,
    '',
    ending.kind === 'error' ? 'error' : 'result',
    ...resultLines(ending).map((line) => `  ${line}`.trimEnd()),
    '',
    'log',
    ...(lines.length > 0 ? lines.map(logLine) : ['nothing']).map((line) => `  ${line}`),
    '',
    'time',
    `  start of the process ${duration(startedInMs)}`,
    `  the call             ${duration(callMs)}`,
  ];
}

const charactersShown = 4_000;

function resultLines(ending: Ending): string[] {
  switch (ending.kind) {
    case 'answer': {
      const headers = Object.entries(ending.headers).map(([name, value]) => `${name}: ${value}`);
      const body = bodyLines(ending);
      return [`status ${ending.status}`, ...headers, ...(body.length > 0 ? ['', ...body] : [])];
    }
    case 'result':
      return (ending.value ?? null) === null ? ['nothing'] : shown(pretty(ending.value));
    case 'error':
      return shown(errorText(ending));
    case 'lost':
      return ['none'];
  }
}

/** The host's own errors name their code in the message already. */
const errorText = ({ name, message }: { name: string; message: string }): string =>
  message.includes(name) ? message : `${name}: ${message}`;

type Answer = Extract<Ending, { kind: 'answer' }>;

function bodyLines(answer: Answer): string[] {
  const text = textOf(answer);
  if (text === null) return [`${answer.body.length} bytes`];
  const value = jsonOf(text);
  return shown(value === undefined ? text.trimEnd() : pretty(value));
}

/** The body where it is text, or null. */
function textOf({ body }: Answer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

function shown(text: string): string[] {
  if (text === '') return [];
  const rest = text.length - charactersShown;
  const lines = (rest > 0 ? text.slice(0, charactersShown) : text).split('\n');
  return rest > 0 ? [...lines, `… and ${rest} characters more, which --json shows`] : lines;
}

/** An object or a list that the text is, or undefined. */
function jsonOf(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One line of the desk's log without its time; others as they are. */
function logLine(line: string): string {
  const value = jsonOf(line) as Readonly<Record<string, unknown>> | undefined;
  if (typeof value?.level !== 'string' || typeof value.message !== 'string') return line;
  const { time: _time, level, message, ...fields } = value;
  const said = Object.entries(fields).map(([name, one]) => `${name}=${fieldText(one)}`);
  return [level.padEnd(5), message, ...said].join('  ');
}

const fieldText = (value: unknown): string =>
  typeof value === 'string' && !/[\s=]/.test(value) ? value : JSON.stringify(value);

const rounded = (millis: number): number => Math.round(millis * 10) / 10;

const duration = (millis: number | null): string =>
  millis === null ? '       never ended' : `${rounded(millis).toFixed(1).padStart(9)} ms`;
