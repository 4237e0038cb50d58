/**
 * Installs the client that runs functions inside AWS Lambda, as its lockfile names it, for the tests
 * that run a bundle as Lambda does:
 *
 *   node scripts/aws-lambda-ric.ts
 *
 * It is compiled here, for which Linux, cmake, make, a C++ compiler, Python and xz must be there, so
 * it is no package of the project itself. Takes about half a minute; when all is there it does nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import {
  lambdaClientFolder,
  lambdaClientProblem,
} from '../implementation/src/testing/aws-lambda/lambda-client.ts';

/** The C headers that came with the Node that runs this; null where its package has none. */
function headersFolder(): string | null {
  const folder = dirname(dirname(process.execPath));
  return existsSync(join(folder, 'include/node/node_api.h')) ? folder : null;
}

function run(command: string, args: readonly string[], folder: string): void {
  const headers = headersFolder();
  const { status, signal, error } = spawnSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      // What it compiles is for this Node, and no other on the path.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      ...(headers !== null && { npm_config_nodedir: headers }),
    },
  });
  if (status === 0) return;
  const reason = error?.message ?? (signal ? `stopped by ${signal}` : `exit code ${status}`);
  throw new Error(`${[command, ...args].join(' ')}: ${reason}`);
}

function install(): void {
  const modules = join(lambdaClientFolder, 'node_modules/aws-lambda-ric');
  // Its install scripts are run by name: npm runs those of packages only where it is told to.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], lambdaClientFolder);
  run('sh', ['scripts/preinstall.sh'], modules);
  run('sh', ['scripts/postinstall.sh'], modules);
}

try {
  if (lambdaClientProblem() !== null) install();
  const problem = lambdaClientProblem();
  if (problem !== null) throw new Error(problem);
  process.stderr.write('the client of AWS Lambda is installed\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
