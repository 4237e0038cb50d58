import type { ForgettingBlobStoreDriver } from '../driver.ts';

interface Blob {
  readonly bytes: Uint8Array;
  readonly owners: Set<string>;
}

/** Blobs in this process, for tests and for versions that persist nothing. */
export function createInMemoryBlobStore(): ForgettingBlobStoreDriver {
  const blobs = new Map<string, Blob>();
  /** Per owner the keys of what it put. */
  const owned = new Map<string, Set<string>>();
  return {
    name: 'in-memory',
    capabilities: { durable: false, forgets: true },
    async put(key, bytes, owner) {
      const owners = blobs.get(key)?.owners ?? new Set();
      blobs.set(key, { bytes: Uint8Array.from(bytes), owners: owners.add(owner) });
      owned.set(owner, (owned.get(owner) ?? new Set()).add(key));
    },
    async get(key) {
      return blobs.get(key)?.bytes ?? null;
    },
    sizeOf(owner) {
      let size = 0;
      for (const key of owned.get(owner) ?? []) size += blobs.get(key)?.bytes.length ?? 0;
      return size;
    },
    forget(owner) {
      for (const key of owned.get(owner) ?? []) {
        const owners = blobs.get(key)?.owners;
        owners?.delete(owner);
        if (owners?.size === 0) blobs.delete(key);
      }
      owned.delete(owner);
    },
    async close() {},
  };
}
