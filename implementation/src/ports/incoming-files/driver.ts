import type { SupportErrorCode } from '#src/foundation/support-error.ts';

/** What a driver can do, as data: tests and compositions choose by it. */
export interface IncomingFilesCapabilities {
  /** Files that wait, and what became of the others, survive the end of the process. */
  readonly durable: boolean;
}

/** Whose file it is, and what it is called. Where that lies is the driver's matter. */
export interface FileName {
  readonly tenant: string;
  readonly name: string;
}

export interface WaitingFile extends FileName {
  /** Another one for every content that lay there; no more than that can be told from it. */
  readonly version: string;
}

export interface OpenedFile {
  readonly sizeBytes: number;
  /** Read once, and nothing is held open before. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export type Settlement =
  | { readonly outcome: 'imported' }
  | {
      readonly outcome: 'refused';
      readonly code: SupportErrorCode;
      readonly message: string;
      /** When, ISO 8601. */
      readonly time: string;
    };

/**
 * Files that somebody put somewhere. A driver shows only what is whole: half of a file that is still
 * being written must not be taken.
 */
export interface IncomingFilesDriver {
  readonly name: string;
  readonly capabilities: IncomingFilesCapabilities;

  /** What waits, up to so many of each tenant. */
  waiting(limitPerTenant: number): Promise<readonly WaitingFile[]>;

  /** Null where there is no such file. Throws `invalid_argument` for a name that none can have. */
  open(file: FileName): Promise<OpenedFile | null>;

  /**
   * Puts a file away, so that it waits no longer; nothing that was put away before is lost by it.
   * False, and nothing happened, where that version of the file is no longer there.
   */
  settle(file: WaitingFile, settlement: Settlement): Promise<boolean>;

  close(): Promise<void>;
}
