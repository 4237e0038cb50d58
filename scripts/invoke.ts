/**
 * Runs a function's bundle once, as its cloud would run it, and prints result, log and time:
 *
 *   npm run invoke -- chat functions/aws/events/chat.json
 *
 * The cloud is the one whose folder the event lies in. The bundle is the one in `dist/`; it is built
 * first where it is missing or older than the sources. Variables `SUPPORTMAX_…` go along to the
 * function, nothing else of the environment does. Exit codes: 0 done; 1 the function failed or
 * refused, or could not be run; 2 it was not tried, because what was asked for makes no sense.
 */
import { parseArgs } from 'node:util';
import { UsageError } from '../implementation/src/cli/command.ts';
import type { SupportErrorCode } from '../implementation/src/foundation/support-error.ts';
import { toSupportError } from '../implementation/src/foundation/support-error.ts';
import { cloudNames } from './build/cloud-entry.ts';
import { buildableVersions } from './build/versions.ts';
import { builtFunction } from './invoke/built-function.ts';
import { invokeOnAws } from './invoke/invoke-on-aws.ts';
import { invokeOnAzure } from './invoke/invoke-on-azure.ts';
import { invokeOnGcp } from './invoke/invoke-on-gcp.ts';
import { outcomeOf, type Run } from './invoke/outcome.ts';
import { type Asked, planOf } from './invoke/plan.ts';
import { documentOf, linesOf } from './invoke/report-run.ts';

const versions = buildableVersions.map(({ name }) => name).join('|');
const usage = `usage: npm run invoke -- FUNCTION EVENT.json [--cloud ${cloudNames.join('|')}]
         [--version ${versions}] [--timeout SECONDS] [--json]

  FUNCTION      such as chat, answer, step-classify
  EVENT.json    an event of the cloud, such as functions/aws/events/chat.json
  --cloud       where the event lies in no folder functions/<cloud>/
  --timeout     after so long the platform ends the call; else the function's own time
  --json        one JSON document on stdout`;

const runs: Readonly<Record<(typeof cloudNames)[number], Run>> = {
  aws: invokeOnAws,
  azure: invokeOnAzure,
  gcp: invokeOnGcp,
};

const say = (text: string) => void process.stderr.write(`${text}\n`);
const print = (text: string) => void process.stdout.write(`${text}\n`);

function asked(args: readonly string[]): Asked {
  const text = { type: 'string' } as const;
  const options = { cloud: text, version: text, timeout: text, json: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [functionName, eventFile, ...others] = positionals;
    if (functionName === undefined || eventFile === undefined || others.length > 0) {
      throw new UsageError('a function and the file of an event are wanted');
    }
    return { functionName, eventFile, ...values };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whoever asked for JSON gets one document, whatever happens. */
function refuse(json: boolean, code: SupportErrorCode, message: string): void {
  say(`${code}: ${message}`);
  if (json) print(JSON.stringify({ error: { code, message } }));
}

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  if (args.includes('--help') || args.includes('-h')) {
    print(usage);
    return 0;
  }
  let isPlanned = false;
  try {
    const plan = await planOf(asked(args), process.env);
    isPlanned = true;
    const built = await builtFunction(plan, say);
    const run = await runs[plan.cloud]({ ...plan, ...built });
    print(json ? JSON.stringify(documentOf(plan, run)) : linesOf(plan, run).join('\n'));
    return outcomeOf(run.ending).isDone ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      refuse(json, 'invalid_argument', error.message);
      say(`\n${usage}`);
      return 2;
    }
    const { code, message, cause } = toSupportError(error, messageOf(error));
    refuse(json, code, message);
    if (code === 'internal' && cause instanceof Error && !json) say(String(cause.stack));
    return isPlanned ? 1 : 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
