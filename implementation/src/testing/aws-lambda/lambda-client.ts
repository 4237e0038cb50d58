import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds the lockfile of AWS's runtime interface client; `scripts/aws-lambda-ric.ts` installs it here. */
export const lambdaClientFolder = join(import.meta.dirname, '../../../../scripts/aws-lambda-ric');

const installed = join(lambdaClientFolder, 'node_modules/aws-lambda-ric');

/** What runs inside Lambda between the platform and a function. */
export const lambdaClientProgram = join(installed, 'index.mjs');

/** Why nothing can run under the client here, or null where it can. */
export function lambdaClientProblem(): string | null {
  const compiled = existsSync(join(installed, 'rapid-client.node'));
  const command = 'node scripts/aws-lambda-ric.ts installs it';
  if (!compiled) return `aws-lambda-ric is not installed; ${command}`;
  const { version } = readJson(join(installed, 'package.json'));
  const { dependencies } = readJson(join(lambdaClientFolder, 'package.json'));
  const wanted = dependencies?.['aws-lambda-ric'];
  return version === wanted ? null : `aws-lambda-ric is ${version}, not ${wanted}; ${command}`;
}

/**
 * Whether to skip what needs the client; says why, once per test file. On CI, which installs it, this
 * throws instead: a run without it would look as if a host had been tested that was not.
 */
export function skipsWithoutLambdaClient(
  problem: string | null = lambdaClientProblem(),
  { CI = '' }: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (problem === null) return false;
  if (!['', '0', 'false'].includes(CI)) throw new Error(`this is CI, and ${problem}`);
  process.stderr.write(`skipped the tests under Lambda's own client: ${problem}\n`);
  return true;
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readJson = (path: string): PackageFile => JSON.parse(readFileSync(path, 'utf8'));
