export interface BlobStoreCapabilities {
  readonly durable: boolean;
  /** Blobs can be dropped: the driver is a {@link ForgettingBlobStoreDriver}. */
  readonly forgets: boolean;
}

/** Bytes by key. Keys are `[a-z0-9/-]+` and hold the tenant. */
export interface BlobStoreDriver {
  readonly name: string;
  readonly capabilities: BlobStoreCapabilities;
  /**
   * Stores the bytes; the same key always comes with the same bytes, so writing twice is harmless.
   * `owner` names what they belong to: several may own one blob.
   */
  put(key: string, bytes: Uint8Array, owner: string): Promise<void>;
  /** The bytes, or null where there are none. */
  get(key: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** A store in this process that need not grow for ever. What it answers it answers at once. */
export interface ForgettingBlobStoreDriver extends BlobStoreDriver {
  /** Bytes of all that the owner put, also where others own it too. */
  sizeOf(owner: string): number;
  /** Drops what nobody else owns of all that the owner put. */
  forget(owner: string): void;
}

export const forgets = (driver: BlobStoreDriver): driver is ForgettingBlobStoreDriver =>
  driver.capabilities.forgets;
