export interface BlobStoreCapabilities {
  readonly durable: boolean;
}

/** Bytes by key. Keys are `[a-z0-9/-]+` and hold the tenant. */
export interface BlobStoreDriver {
  readonly name: string;
  readonly capabilities: BlobStoreCapabilities;
  /** Stores the bytes; the same key always comes with the same bytes, so writing twice is harmless. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or null where there are none. */
  get(key: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}
