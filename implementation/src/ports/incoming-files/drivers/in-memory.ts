import type {
  FileName,
  IncomingFilesDriver,
  OpenedFile,
  Settlement,
  WaitingFile,
} from '../driver.ts';

/** A file that was put away, and how. */
export type SettledFile = WaitingFile & Settlement;

export interface InMemoryIncomingFiles extends IncomingFilesDriver {
  /** Puts a file there, whole; over one of the same name that still waits. */
  drop(file: FileName, bytes: Uint8Array): void;
  /** What was put away, in that order. */
  readonly settled: readonly SettledFile[];
}

/** Files in this process, for tests. */
export function createInMemoryIncomingFiles(): InMemoryIncomingFiles {
  const tenants = new Map<string, Map<string, { version: string; bytes: Uint8Array }>>();
  const settled: SettledFile[] = [];
  let versions = 0;

  return {
    name: 'in-memory',
    capabilities: { durable: false },
    settled,

    drop({ tenant, name }, bytes) {
      versions += 1;
      const files = tenants.get(tenant) ?? new Map();
      tenants.set(tenant, files.set(name, { version: `${versions}`, bytes: bytes.slice() }));
    },

    async waiting(limitPerTenant) {
      return [...tenants].flatMap(([tenant, files]) =>
        [...files]
          .slice(0, limitPerTenant)
          .map(([name, { version }]) => ({ tenant, name, version })),
      );
    },

    async open({ tenant, name }): Promise<OpenedFile | null> {
      const file = tenants.get(tenant)?.get(name);
      return file ? { sizeBytes: file.bytes.length, bytes: only(file.bytes) } : null;
    },

    async settle(file, settlement) {
      const files = tenants.get(file.tenant);
      if (files?.get(file.name)?.version !== file.version) return false;
      files.delete(file.name);
      settled.push({ ...file, ...settlement });
      return true;
    },

    async close() {},
  };
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
