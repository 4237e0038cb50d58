import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { FileName, IncomingFilesDriver, Settlement } from './driver.ts';
import { fileOfKey, keyOfFile } from './file-key.ts';

/** The largest file that is taken in unless a composition says otherwise. */
export const incomingFileBytes = 100 * 1024 * 1024;

export interface IncomingFilesOptions {
  readonly driver: IncomingFilesDriver;
  readonly clock: Clock;
  /** {@link incomingFileBytes} unless given. */
  readonly limitBytes?: number;
}

/** A file that waits: what it is called, and which content of that name. */
export interface WaitingKey {
  readonly key: string;
  readonly tenant: string;
  readonly version: string;
}

/** Files that wait to be taken in. One may be read any number of times until it is settled. */
export class IncomingFiles {
  readonly #driver: IncomingFilesDriver;
  readonly #clock: Clock;
  readonly #limitBytes: number;

  constructor({ driver, clock, limitBytes = incomingFileBytes }: IncomingFilesOptions) {
    this.#driver = driver;
    this.#clock = clock;
    this.#limitBytes = limitBytes;
  }

  /** What waits, of all tenants, for whoever runs the desk; up to so many of each tenant. */
  async waiting(limitPerTenant: number): Promise<readonly WaitingKey[]> {
    const files = await guarded(() => this.#driver.waiting(limitPerTenant));
    return files.map((file) => {
      const { tenant, version } = file;
      return { key: keyOfFile(file), tenant, version };
    });
  }

  /**
   * The bytes of a file, as they come. Throws `not_found`; `too_large` before the first byte;
   * `unavailable` where the file was changed meanwhile, after bytes that were right; and for a key
   * that is none, or of another tenant, `invalid_argument` or `permission_denied`.
   */
  async *read(context: RequestContext, key: string): AsyncGenerator<Uint8Array> {
    const file = ownFile(context, key);
    const opened = await guarded(() => this.#driver.open(file));
    if (!opened) throw new SupportError('not_found', `No file ${key} waits.`);
    const { sizeBytes, bytes } = opened;
    if (sizeBytes > this.#limitBytes) {
      const message = `A file that is taken in has at most ${this.#limitBytes} bytes.`;
      throw new SupportError('too_large', message);
    }
    let readBytes = 0;
    try {
      for await (const chunk of bytes) {
        readBytes += chunk.length;
        if (readBytes > sizeBytes) throw changed(key);
        yield chunk;
      }
    } catch (error) {
      throw wrapped(error);
    }
    if (readBytes < sizeBytes) throw changed(key);
  }

  /** Puts away a file that was taken in. False where that version is no longer there. */
  accept(context: RequestContext, key: string, version: string): Promise<boolean> {
    return this.#settle(context, key, version, { outcome: 'imported' });
  }

  /** Puts away a file that cannot be taken in, with the reason. False as `accept` says it. */
  refuse(
    context: RequestContext,
    key: string,
    version: string,
    why: Pick<SupportError, 'code' | 'message'>,
  ): Promise<boolean> {
    const { code, message } = why;
    const time = new Date(this.#clock.now()).toISOString();
    return this.#settle(context, key, version, { outcome: 'refused', code, message, time });
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #settle(
    context: RequestContext,
    key: string,
    version: string,
    settlement: Settlement,
  ): Promise<boolean> {
    const file = { ...ownFile(context, key), version };
    return await guarded(() => this.#driver.settle(file, settlement));
  }
}

/** The tenant is the context's: a key of another one leads nowhere. */
function ownFile({ tenant }: RequestContext, key: string): FileName {
  const file = fileOfKey(key);
  if (file.tenant === tenant) return file;
  throw new SupportError('permission_denied', `The file ${key} is of another tenant.`);
}

const changed = (key: string) =>
  new SupportError('unavailable', `The file ${key} was changed while it was read.`);

const wrapped = (error: unknown) => toSupportError(error, 'The incoming files failed.');

async function guarded<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw wrapped(error);
  }
}
