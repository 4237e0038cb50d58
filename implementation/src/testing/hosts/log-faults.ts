import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';

/** Of which logs: a test of the subject's name, which is empty where all are asked about. */
type Which = (subject: string) => boolean;

/** A log of events that fails, or says nothing at all, when a test wants it. */
export class LogFaults {
  readonly driver: EventLogDriver;
  /** For functions that ask no log: what they need fails as soon as they are called. */
  reachCalls = false;
  #fault: { readonly which: Which; readonly meet: () => Promise<void> } | null = null;
  #end: () => void = () => {};

  constructor(own: EventLogDriver) {
    const meet = async (subject: string) => {
      if (this.#fault?.which(subject)) await this.#fault.meet();
    };
    this.driver = {
      ...own,
      // Others write to it too: what a process remembers of it may be old.
      capabilities: { ...own.capabilities, shared: true },
      createIfAbsent: async (record) => {
        await meet(record.subject);
        return own.createIfAbsent(record);
      },
      read: async (tenant, subject, after) => {
        await meet(subject);
        return own.read(tenant, subject, after);
      },
      changes: async (position, limit) => {
        await meet('');
        return own.changes(position, limit);
      },
    };
  }

  /** To be asked at each call of a function. */
  async meetCall(): Promise<void> {
    if (this.reachCalls) await this.#fault?.meet();
  }

  /** Every call for these logs fails, until it is mended. */
  fail(error: SupportError, which: Which = () => true): void {
    const meet = async () => {
      throw error;
    };
    this.#fault = { which, meet };
  }

  /** No call has an answer until it is mended. Resolves with the first call that hangs. */
  hang(): Promise<void> {
    const [reached, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // The connection breaks: what hung does not go on behind the back of whoever gave it up.
    this.#end = () => ended.reject(new SupportError('unavailable', 'The log went away.'));
    ended.promise.catch(() => {});
    const meet = () => {
      reached.resolve();
      return ended.promise;
    };
    this.#fault = { which: () => true, meet };
    return reached.promise;
  }

  /** Resolves when whoever hung has heard of it. */
  async mend(): Promise<void> {
    this.#fault = null;
    this.#end();
    for (let turns = 0; turns < 5; turns += 1) await nextTurn();
  }
}
