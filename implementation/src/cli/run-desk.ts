import type { Logger } from '#src/foundation/logger.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { HttpServer } from '#src/hosts/laptop/http-server.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import type { DataDirectory } from '#src/platforms/local/data-directory.ts';
import { openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { defaultVersion, versionNames, versions } from '#src/versions/versions.ts';
import { UsageError } from './command.ts';
import { composeVersion, hostServices } from './compose-version.ts';
import { loadConfiguration } from './configuration.ts';
import type { StartOptions } from './settings.ts';
import { parseStart } from './settings.ts';
import type { StartScreen } from './start-screen.ts';
import { createStartScreen } from './start-screen.ts';
import type { StopRequest } from './stop-request.ts';

const versionLines = versionNames
  .toReversed()
  .map((name) => {
    const standard = name === defaultVersion ? ' (default)' : '';
    return `  ${name.padEnd(14)} ${versions[name].summary}${standard}\n`;
  })
  .join('');

const usage = `npm start [-- ${versionNames.join('|')}] [options]

${versionLines}  --port N       3000 unless told otherwise; 0 picks a free one
  --host H       127.0.0.1 unless told otherwise
  --data DIR     the folder this desk owns; .data unless told otherwise
  --config FILE  which model answers, time, money and log: docs/configuration.md
  --reset        clears the data first
  --no-samples   does not play the sample tickets on the first run
`;

/** Starts what the arguments ask for and runs it until it is told to stop; returns the exit code. */
export async function runDesk(argv: readonly string[], stop: StopRequest): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    await start(parseStart(argv, process.env), stop);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      return 2;
    }
    const known = toSupportError(error);
    const cause =
      known.code === 'internal' && known.cause instanceof Error ? known.cause.message : '';
    process.stderr.write(`${known.code}: ${known.message}${cause && ` (${cause})`}\n`);
    return 1;
  }
}

/** Runs the desk until it is told to stop. */
async function start(options: StartOptions, stop: StopRequest): Promise<void> {
  const { version, configurationFile } = options;
  const { settings } = await loadConfiguration(version, configurationFile, process.env);
  const screen = createStartScreen(process.stdout, systemClock);
  const host = hostServices({
    askedLevel: options.logLevel,
    logLevel: settings.log.level,
    stopping: stop.signal,
    progress: screen.progress,
  });
  const opened: Opened = {};
  try {
    screen.title(version);
    if (options.unused.length > 0) {
      const flags = options.unused.join(' and ');
      screen.line(`  ${version} keeps nothing on disk: ${flags} changes nothing here\n`);
    }
    opened.data = takeData(options);
    const dataDirectory = opened.data?.path ?? options.dataDirectory;
    if (stop.signal.aborted) return;
    const given = { ...options, dataDirectory, configured: settings };
    opened.desk = await composeVersion(version, given, host);
    if (stop.signal.aborted) return;
    opened.server = await open(options, opened.desk, opened.data);
    screen.loaded(opened.desk.describe);
    await greet(options, opened.desk, opened.data, screen);
    if (!stop.signal.aborted) screen.ready(opened.server.url);
    await stop.requested;
  } catch (error) {
    // Told to stop while its store was away, it has nothing to complain about.
    if (!stop.signal.aborted || toSupportError(error).code !== 'unavailable') throw error;
    host.logger.log('warn', 'the desk was stopped before it was open', errorFields(error));
  } finally {
    stop.now();
    await close(opened, stop.drainMs(), host.logger);
  }
}

interface Opened {
  data?: DataDirectory | undefined;
  desk?: Laptop;
  server?: HttpServer;
}

/** Closes what was opened, whatever of it is gone already: its end is what was asked for. */
async function close({ data, desk, server }: Opened, drainMs: number, logger: Logger) {
  try {
    await server?.close(drainMs);
    await desk?.close();
  } catch (error) {
    const known = toSupportError(error);
    // A store that is away needs no closing, and what it acknowledged is safe with it.
    if (known.code !== 'unavailable') throw error;
    logger.log('warn', 'a store was gone when the desk closed it', errorFields(error));
  } finally {
    data?.release();
  }
}

/** The folder this desk owns. A version that keeps no data writes nothing, not even a lock. */
function takeData(options: StartOptions): DataDirectory | undefined {
  if (!versions[options.version].keepsData) return undefined;
  if (options.reset && options.databaseUrl !== undefined) {
    throw new SupportError(
      'invalid_argument',
      '--reset clears the embedded data only. Empty the database of DATABASE_URL yourself, or leave the variable out.',
    );
  }
  const data = openDataDirectory(options.dataDirectory);
  if (options.reset) data.clear();
  return data;
}

async function open(
  { host, port }: StartOptions,
  desk: Laptop,
  data: DataDirectory | undefined,
): Promise<HttpServer> {
  await desk.start();
  const { fetch } = desk;
  const server = await startHttpServer({ fetch, host, port, clock: systemClock });
  data?.publishAddress(server.url);
  return server;
}

/** On the first run on a folder, lets the sample company's customers write in. */
async function greet(
  options: StartOptions,
  laptop: Laptop,
  data: DataDirectory | undefined,
  screen: StartScreen,
): Promise<void> {
  if (!options.samples || !data) return;
  const { logger, stopping } = laptop.desk;
  // They come as e-mails: a desk that plays none need not load what reads those.
  const { playSamples, samplesArePlayed } = await import('./play-samples.ts');
  if (samplesArePlayed(data.path)) return;
  try {
    await playSamples(laptop, options.contentDirectory, data.path, screen, stopping);
  } catch (error) {
    logger.log('error', 'the samples were not played', errorFields(error));
  }
}
