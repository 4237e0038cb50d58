import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { BlobStore } from './blob-store.ts';
import type { BlobStoreDriver } from './driver.ts';

export interface OpenedBlobStore {
  readonly driver: BlobStoreDriver;
  dispose(): Promise<void>;
}

/** What every driver of the blob store must do, alone and below the portable class. */
export function describeBlobStoreDriver(name: string, open: () => Promise<OpenedBlobStore>): void {
  describe(`blob store driver: ${name}`, () => {
    let opened: OpenedBlobStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.driver.close();
      await opened?.dispose();
    });

    it('gives bytes back as they were, and null where there are none', async () => {
      const { driver } = opened;
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
      await driver.put('tenant/bytes', bytes);
      expect(Buffer.from((await driver.get('tenant/bytes')) ?? [])).toEqual(Buffer.from(bytes));
      await driver.put('tenant/empty', new Uint8Array());
      expect(await driver.get('tenant/empty')).toHaveLength(0);
      expect(await driver.get('tenant/none')).toBeNull();
      expect(await driver.get('other/bytes')).toBeNull();
    });

    it('keeps its own copy', async () => {
      const { driver } = opened;
      const bytes = Uint8Array.from([1, 2, 3]);
      await driver.put('tenant/copy', bytes);
      bytes.fill(9);
      expect([...((await driver.get('tenant/copy')) ?? [])]).toEqual([1, 2, 3]);
    });

    it('takes the same bytes under the same key from many at once', async () => {
      const { driver } = opened;
      const bytes = Buffer.alloc(50_000, 'same');
      await Promise.all(Array.from({ length: 20 }, () => driver.put('tenant/same', bytes)));
      expect(Buffer.from((await driver.get('tenant/same')) ?? [])).toEqual(bytes);
    });

    it('names a text by its content and holds the tenants apart', async () => {
      const store = new BlobStore(opened.driver);
      const context = createContext({ tenant: 'tenant', requestId: 'request' });
      const text = `${'Ärger 🙂 '.repeat(10_000)}\0`;
      const name = await store.putText(context, text);
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect(await store.putText(context, text)).toBe(name);
      expect(await store.getText(context, name)).toBe(text);
      const stranger = createContext({ tenant: '../tenant', requestId: 'request' });
      await expect(store.getText(stranger, name)).rejects.toMatchObject({ code: 'not_found' });
    });
  });
}
