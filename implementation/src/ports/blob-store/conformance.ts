import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { BlobStore } from './blob-store.ts';
import type { BlobStoreDriver } from './driver.ts';
import { forgets } from './driver.ts';

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
      await driver.put('tenant/bytes', bytes, 'owner');
      expect(Buffer.from((await driver.get('tenant/bytes')) ?? [])).toEqual(Buffer.from(bytes));
      await driver.put('tenant/empty', new Uint8Array(), 'owner');
      expect(await driver.get('tenant/empty')).toHaveLength(0);
      expect(await driver.get('tenant/none')).toBeNull();
      expect(await driver.get('other/bytes')).toBeNull();
    });

    it('keeps its own copy', async () => {
      const { driver } = opened;
      const bytes = Uint8Array.from([1, 2, 3]);
      await driver.put('tenant/copy', bytes, 'owner');
      bytes.fill(9);
      expect([...((await driver.get('tenant/copy')) ?? [])]).toEqual([1, 2, 3]);
    });

    it('takes the same bytes under the same key from many at once', async () => {
      const { driver } = opened;
      const bytes = Buffer.alloc(50_000, 'same');
      const put = (_: unknown, index: number) => driver.put('tenant/same', bytes, `owner-${index}`);
      await Promise.all(Array.from({ length: 20 }, put));
      expect(Buffer.from((await driver.get('tenant/same')) ?? [])).toEqual(bytes);
    });

    it('names a text by its content and holds the tenants apart', async () => {
      const store = new BlobStore(opened.driver);
      const context = createContext({ tenant: 'tenant', requestId: 'request' });
      const text = `${'Ärger 🙂 '.repeat(10_000)}\0`;
      const name = await store.putText(context, 'ticket', text);
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect(await store.putText(context, 'ticket', text)).toBe(name);
      expect(await store.getText(context, name)).toBe(text);
      const stranger = createContext({ tenant: '../tenant', requestId: 'request' });
      await expect(store.getText(stranger, name)).rejects.toMatchObject({ code: 'not_found' });
    });
    describeForgetting(() => opened.driver);
  });
}

function describeForgetting(driverOf: () => BlobStoreDriver): void {
  it('drops what only its owner has, where it says that it forgets', async () => {
    const driver = driverOf();
    const store = new BlobStore(driver);
    const context = createContext({ tenant: 'tenant', requestId: 'request' });
    if (!forgets(driver)) {
      expect(() => store.forget(context, 'first')).toThrow('forgets nothing');
      return;
    }
    const stranger = createContext({ tenant: 'stranger', requestId: 'request' });
    expect(store.sizeOf(context, 'first')).toBe(0);
    const own = await store.putText(context, 'first', 'only of the first');
    const shared = await store.putText(context, 'first', 'of both');
    await store.putText(context, 'first', 'of both');
    await store.putText(context, 'second', 'of both');
    await store.putText(stranger, 'first', 'of both');
    expect(store.sizeOf(context, 'first')).toBe('only of the first'.length + 'of both'.length);
    store.forget(context, 'first');
    expect(store.sizeOf(context, 'first')).toBe(0);
    await expect(store.getText(context, own)).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.getText(context, shared)).toBe('of both');
    store.forget(context, 'second');
    store.forget(context, 'second');
    await expect(store.getText(context, shared)).rejects.toMatchObject({ code: 'not_found' });
    expect(await store.getText(stranger, shared)).toBe('of both');
    await store.putText(context, 'first', 'only of the first');
    expect(await store.getText(context, own)).toBe('only of the first');
  });
}
