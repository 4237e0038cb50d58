import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { FileName, IncomingFilesDriver } from './driver.ts';
import { keyOfFile } from './file-key.ts';
import { IncomingFiles } from './incoming-files.ts';

export interface OpenedIncomingFiles {
  readonly driver: IncomingFilesDriver;
  /** Puts a file there as a stranger would. */
  drop(file: FileName, bytes: Uint8Array): Promise<void>;
  /** Lets so much time pass that what was dropped is whole. */
  ripen(): Promise<void>;
  /** The texts of what was put away, in any order. */
  putAway(outcome: 'imported' | 'refused'): Promise<string[]>;
  dispose(): Promise<void>;
}

const contextOf = (tenant: string) => createContext({ tenant, requestId: 'request' });
const context = contextOf('tenant');
const broken = new SupportError('invalid_argument', 'No message could be read.');

/** What every driver of the incoming files must do, below the portable class. */
export function describeIncomingFilesDriver(
  name: string,
  open: () => Promise<OpenedIncomingFiles>,
): void {
  describe(`incoming files driver: ${name}`, () => {
    let opened: OpenedIncomingFiles;
    let files: IncomingFiles;
    beforeEach(async () => {
      opened = await open();
      files = new IncomingFiles({ driver: opened.driver, clock: createVirtualClock() });
    });
    afterEach(async () => {
      await files.close();
      await opened.dispose();
    });
    const drop = async (file: string, text: string, tenant = 'tenant') => {
      await opened.drop({ tenant, name: file }, Buffer.from(text));
      await opened.ripen();
    };
    const one = async () => {
      const [file, ...others] = await files.waiting(10);
      expect(others).toEqual([]);
      if (!file) throw new Error('no file waits');
      return file;
    };
    const textOf = async (key: string, reader = context) =>
      Buffer.concat(await Array.fromAsync(files.read(reader, key))).toString();

    it('shows what waits, and gives its bytes as often as one asks', async () => {
      expect(await files.waiting(10)).toEqual([]);
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256);
      await opened.drop({ tenant: 'tenant', name: 'all.mbox' }, bytes);
      await opened.ripen();
      const { key, tenant } = await one();
      expect({ key, tenant }).toEqual({ key: 'tenant/all.mbox', tenant: 'tenant' });
      for (let time = 0; time < 2; time += 1) {
        const read = Buffer.concat(await Array.fromAsync(files.read(context, key)));
        expect(read.equals(bytes)).toBe(true);
      }
      expect(await one()).toEqual({ key, tenant, version: (await one()).version });
    });

    it('takes names of any language and with signs, and holds the tenants apart', async () => {
      const names = ['Ärger 100% #1?.eml', 'a+b&c=d.jsonl', '語.mbox'];
      for (const file of names) await drop(file, file);
      await drop(names[0] ?? '', 'of another', 'Straße 1');
      const waiting = await files.waiting(10);
      const own = names.map((file) => keyOfFile({ tenant: 'tenant', name: file }));
      const foreign = keyOfFile({ tenant: 'Straße 1', name: names[0] ?? '' });
      expect(waiting.map(({ key }) => key).sort()).toEqual([...own, foreign].sort());
      expect(await Promise.all(own.map((key) => textOf(key)))).toEqual(names);
      expect(await textOf(foreign, contextOf('Straße 1'))).toBe('of another');
      const refusal = { code: 'permission_denied' };
      await expect(textOf(foreign)).rejects.toMatchObject(refusal);
      await expect(files.accept(context, foreign, '1')).rejects.toMatchObject(refusal);
    });

    it('shows so many of each tenant and no more, and the others after these', async () => {
      for (const tenant of ['first', 'second']) {
        for (const file of ['a.eml', 'b.eml', 'c.eml']) await drop(file, file, tenant);
      }
      const seen = new Set<string>();
      for (let round = 0; round < 3; round += 1) {
        await opened.ripen();
        const waiting = await files.waiting(2);
        expect(waiting.length).toBe(round === 0 ? 4 : round === 1 ? 2 : 0);
        for (const { key, tenant, version } of waiting) {
          seen.add(key);
          expect(await files.accept(contextOf(tenant), key, version)).toBe(true);
        }
      }
      expect(seen.size).toBe(6);
    });

    it('puts a file away once, and never loses an earlier one of its name', async () => {
      for (const text of ['first', 'second', 'third']) {
        await drop('daily.jsonl', text);
        const { key, version } = await one();
        expect(await files.accept(context, key, version)).toBe(true);
        expect(await files.accept(context, key, version)).toBe(false);
        expect(await files.waiting(10)).toEqual([]);
        await expect(textOf(key)).rejects.toMatchObject({ code: 'not_found' });
      }
      for (const text of ['bad', 'worse']) {
        await drop('daily.jsonl', text);
        const { key, version } = await one();
        expect(await files.refuse(context, key, version, broken)).toBe(true);
        expect(await files.refuse(context, key, version, broken)).toBe(false);
      }
      expect((await opened.putAway('imported')).sort()).toEqual(['first', 'second', 'third']);
      expect((await opened.putAway('refused')).sort()).toEqual(['bad', 'worse']);
    });

    it('leaves a file that took the place of the one that was read', async () => {
      await drop('daily.jsonl', 'old');
      const { key, version } = await one();
      await drop('daily.jsonl', 'newer');
      expect(await files.accept(context, key, version)).toBe(false);
      const next = await one();
      expect(next.version).not.toBe(version);
      expect(await textOf(key)).toBe('newer');
      expect(await opened.putAway('imported')).toEqual([]);
    });

    it('refuses a file that is too large before it gives a byte', async () => {
      await drop('large.jsonl', 'x'.repeat(11));
      await drop('fits.jsonl', 'x'.repeat(10));
      const limits = { driver: opened.driver, clock: createVirtualClock(), limitBytes: 10 };
      const small = new IncomingFiles(limits);
      const chunks = small.read(context, 'tenant/large.jsonl');
      await expect(chunks.next()).rejects.toMatchObject({ code: 'too_large', retryable: false });
      expect(await Array.fromAsync(small.read(context, 'tenant/fits.jsonl'))).toHaveLength(1);
    });

    it('refuses keys that are none', async () => {
      const wrong = ['', 'tenant', '/x', 'tenant/', 'tenant/a/b', 'tenant/a b', 'tenant/%zz'];
      for (const key of [...wrong, 'tenant/%61.eml', 'tenant/a%2fb']) {
        await expect(textOf(key), key).rejects.toMatchObject({ code: 'invalid_argument' });
      }
      await expect(textOf('tenant/none.eml')).rejects.toMatchObject({ code: 'not_found' });
    });
  });
}
