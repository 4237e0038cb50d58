import type { BlobStoreDriver } from '../driver.ts';

/** Blobs in this process, for tests and for versions that persist nothing. */
export function createInMemoryBlobStore(): BlobStoreDriver {
  const blobs = new Map<string, Uint8Array>();
  return {
    name: 'in-memory',
    capabilities: { durable: false },
    async put(key, bytes) {
      blobs.set(key, Uint8Array.from(bytes));
    },
    async get(key) {
      return blobs.get(key) ?? null;
    },
    async close() {},
  };
}
