import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { BlobStore } from './blob-store.ts';
import { describeBlobStoreDriver } from './conformance.ts';
import { createFileBlobStore } from './drivers/files.ts';
import { createInMemoryBlobStore } from './drivers/in-memory.ts';

const folders: string[] = [];
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-blobs-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describeBlobStoreDriver('in memory', async () => ({
  driver: createInMemoryBlobStore(),
  dispose: async () => {},
}));

describeBlobStoreDriver('files', async () => ({
  driver: createFileBlobStore(join(aFolder(), 'made', 'on', 'demand')),
  dispose: async () => {},
}));

describe('blobs in files', () => {
  const context = createContext({ tenant: 'tenant', requestId: 'request' });

  it('are there for the next process, which clears away what a crash left half-written', async () => {
    const folder = aFolder();
    const name = await new BlobStore(createFileBlobStore(folder)).putText(
      context,
      'ticket',
      'kept',
    );
    writeFileSync(join(folder, 'incoming', '7'), 'half a bl');
    const next = new BlobStore(createFileBlobStore(folder));
    expect(await next.getText(context, name)).toBe('kept');
    await next.putText(context, 'ticket', 'another');
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('are reported when damaged, and healed when the same text comes again', async () => {
    const folder = aFolder();
    const store = new BlobStore(createFileBlobStore(folder));
    const name = await store.putText(context, 'ticket', 'the right text');
    const [tenant = ''] = readdirSync(folder).filter((entry) => entry !== 'incoming');
    writeFileSync(join(folder, tenant, name), 'the wrong text');
    await expect(store.getText(context, name)).rejects.toMatchObject({ code: 'data_corrupt' });
    await store.putText(context, 'ticket', 'the right text');
    expect(await store.getText(context, name)).toBe('the right text');
  });

  it('never leave their folder', async () => {
    const driver = createFileBlobStore(aFolder());
    for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', 'A/b', 'a', '', 'a/b\0']) {
      await expect(driver.get(key)).rejects.toMatchObject({ code: 'invalid_argument' });
      await expect(driver.put(key, new Uint8Array(1), 'owner')).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    }
  });

  it('say what is wrong with their folder', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'file'), '');
    const driver = createFileBlobStore(join(folder, 'file'));
    await expect(driver.put('a/b', new Uint8Array(1), 'owner')).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    const closed = createFileBlobStore(folder);
    await expect(closed.put('a/b', new Uint8Array(1), 'owner')).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
