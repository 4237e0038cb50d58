import { createApp } from '#src/api/app.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Composition } from '#src/hosts/laptop/composition.ts';
import type { HttpServer } from '#src/hosts/laptop/http-server.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';
import { watchParent } from '#src/hosts/laptop/parent-watch.ts';
import type { DataDirectory } from '#src/platforms/local/data-directory.ts';
import { openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { UsageError } from './command.ts';
import { composeVersion, hostServices } from './compose-version.ts';
import { playSamples, samplesArePlayed } from './play-samples.ts';
import type { StartOptions } from './settings.ts';
import { parseStart } from './settings.ts';
import { createStartScreen } from './start-screen.ts';

const usage = `npm start [-- v0.5|v1] [--port N] [--host H] [--data DIR] [--reset] [--no-samples]

  v1            tickets, people and the agent; keeps its data (default)
  v0.5          one question, one answer; writes nothing to disk
  --port N      3000 unless told otherwise; 0 picks a free one
  --host H      127.0.0.1 unless told otherwise
  --data DIR    the folder this desk owns; .data unless told otherwise
  --reset       clears the data first
  --no-samples  does not play the sample tickets on the first run
`;

/** How long running requests may take to finish: on a signal, and when npm itself is gone. */
const drainMs = 6_000;
const orphanDrainMs = 500;
const parentCheckMs = 250;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    await start(parseStart(process.argv.slice(2), process.env));
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
async function start(options: StartOptions): Promise<void> {
  const stopping = new AbortController();
  const stopped = stopRequested(stopping);
  const screen = createStartScreen(process.stdout, systemClock);
  const opened: { data?: DataDirectory; desk?: Composition; server?: HttpServer } = {};
  let patienceMs = drainMs;
  try {
    screen.title(options.version);
    // v0.5 writes nothing to disk, not even a lock.
    if (options.version !== 'v0.5') {
      opened.data = openDataDirectory(options.dataDirectory);
      if (options.reset) opened.data.clear();
    }
    const host = hostServices({
      logLevel: options.logLevel,
      stopping: stopping.signal,
      progress: screen.progress,
    });
    const dataDirectory = opened.data?.path ?? options.dataDirectory;
    const desk = await composeVersion(options.version, { ...options, dataDirectory }, host);
    opened.desk = desk;
    await desk.worker.start();
    const app = createApp(desk.desk);
    const { host: address, port } = options;
    const server = await startHttpServer({
      fetch: app.fetch,
      host: address,
      port,
      clock: systemClock,
    });
    opened.server = server;
    opened.data?.publishAddress(server.url);
    screen.loaded(desk.describe);
    const { data } = opened;
    if (options.samples && data && !samplesArePlayed(data.path)) {
      await playSamples(
        desk.desk,
        options.contentDirectory,
        data.path,
        screen,
        stopping.signal,
      ).catch((error: unknown) =>
        host.logger.log('error', 'the samples were not played', errorFields(error)),
      );
    }
    if (!stopping.signal.aborted) screen.ready(server.url);
    patienceMs = await stopped;
  } finally {
    stopping.abort();
    await opened.server?.close(patienceMs);
    await opened.desk?.close();
    opened.data?.release();
  }
}

/** Resolves with how long to drain once somebody wants the desk to stop. */
function stopRequested(stopping: AbortController): Promise<number> {
  return new Promise((resolve) => {
    const stop = (patienceMs: number) => {
      // Asked twice, a person does not want to wait.
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
      resolve(patienceMs);
    };
    process.on('SIGTERM', () => stop(drainMs));
    process.on('SIGINT', () => stop(drainMs));
    watchParent({ intervalMs: parentCheckMs, onGone: () => stop(orphanDrainMs) });
  });
}
