import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { DataInUseError, openDataDirectory } from '#src/platforms/local/data-directory.ts';
import type { CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { composeVersion, hostServices } from './compose-version.ts';
import { loadConfiguration } from './configuration.ts';
import { callTo, send } from './desk-api.ts';
import { dataSettings } from './settings.ts';

/** A desk to talk to: the one that runs on this data, or one opened just for this command. */
export interface Connection {
  /** Where a browser finds the desk, or null where it was opened for this command alone. */
  readonly address: string | null;
  /** Sends a request to the desk's API; returns what its JSON says. Throws what it refuses. */
  send<Result>(method: 'GET' | 'POST', path: string, body?: object): Promise<Result>;
  close(): Promise<void>;
}

const requestMs = 60_000;

/** How long a desk that has taken the data may need until it says where it answers. */
const startMs = 30_000;
const startLookMs = 100;

export async function connect(io: CommandIo, dataFlag: string | undefined): Promise<Connection> {
  const given = dataSettings(io.environment);
  if (dataFlag === '') throw new UsageError('--data is empty');
  const settings = { ...given, dataDirectory: dataFlag ?? given.dataDirectory };
  const patienceEnds = systemClock.monotonic() + startMs;
  while (true) {
    try {
      return await openHere(io, settings);
    } catch (error) {
      if (!(error instanceof DataInUseError)) throw error;
      if (error.address !== null) return callRunning(io, error.address);
      if (systemClock.monotonic() > patienceEnds) throw error;
    }
    await systemClock.sleep(startLookMs);
  }
}

function callRunning(io: CommandIo, address: string): Connection {
  io.stderr(`asking the desk that runs at ${address}\n`);
  const call = (path: string, request: RequestInit) => callDesk(new URL(path, address), request);
  return {
    address,
    send: (method, path, body) => send(call, method, path, body),
    close: async () => {},
  };
}

async function openHere(
  io: CommandIo,
  settings: ReturnType<typeof dataSettings>,
): Promise<Connection> {
  const data = openDataDirectory(settings.dataDirectory);
  const stopping = new AbortController();
  try {
    const { settings: configured } = await loadConfiguration('v1', undefined, io.environment);
    const host = hostServices({
      askedLevel: settings.logLevel,
      logLevel: configured.log.level,
      stopping: stopping.signal,
      progress: (message) => io.stderr(`${message}\n`),
    });
    const given = { ...settings, configured, dataDirectory: data.path };
    const desk = await composeVersion('v1', given, host);
    await desk.start();
    const call = callTo(desk);
    return {
      address: null,
      send: (method, path, body) => send(call, method, path, body),
      async close() {
        await desk.settled();
        stopping.abort();
        await desk.close();
        data.release();
      },
    };
  } catch (error) {
    data.release();
    throw error;
  }
}

async function callDesk(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(requestMs) });
  } catch (cause) {
    throw new SupportError('unavailable', `The desk at ${url.origin} does not answer.`, { cause });
  }
}
