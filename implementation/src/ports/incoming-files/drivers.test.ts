import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { describeIncomingFilesDriver } from './conformance.ts';
import { createFileIncomingFiles } from './drivers/files.ts';
import { createInMemoryIncomingFiles } from './drivers/in-memory.ts';
import { IncomingFiles } from './incoming-files.ts';

const folders: string[] = [];
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-incoming-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function openFolder(directory = aFolder()) {
  const clock = createVirtualClock();
  const driver = createFileIncomingFiles({ directory, clock });
  const files = new IncomingFiles({ driver, clock });
  const ripen = async () => {
    await driver.waiting(100);
    await clock.advance(1_000);
  };
  const keys = async () => (await files.waiting(100)).map(({ key }) => key);
  const drop = (path: string, text: string) => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  return { directory, clock, driver, files, ripen, keys, drop };
}

const context = createContext({ tenant: 'default', requestId: 'request' });
const broken = new SupportError('invalid_argument', 'No message could be read.');
const textsIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.endsWith('.why.json'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : [];

describeIncomingFilesDriver('in memory', async () => {
  const driver = createInMemoryIncomingFiles();
  const texts = new Map<string, string>();
  const idOf = ({ tenant, name, version }: (typeof driver.settled)[number]) =>
    `${tenant} ${name} ${version}`;
  return {
    driver,
    async drop(file, bytes) {
      driver.drop(file, bytes);
      for (const waiting of await driver.waiting(100)) {
        if (waiting.name !== file.name) continue;
        texts.set(idOf({ ...waiting, outcome: 'imported' }), Buffer.from(bytes).toString());
      }
    },
    ripen: async () => {},
    putAway: async (outcome) =>
      driver.settled
        .filter((one) => one.outcome === outcome)
        .map((one) => texts.get(idOf(one)) ?? ''),
    dispose: async () => {},
  };
});

describeIncomingFilesDriver('files', async () => {
  const { directory, driver, ripen } = openFolder(join(aFolder(), 'made', 'on demand'));
  return {
    driver,
    async drop({ tenant, name }, bytes) {
      mkdirSync(join(directory, tenant), { recursive: true });
      writeFileSync(join(directory, tenant, name), bytes);
    },
    ripen,
    putAway: async (outcome) => textsIn(join(directory, `.${outcome}`, 'tenant')),
    dispose: async () => {},
  };
});

describe('a folder of incoming files', () => {
  it('shows a file once it did not change between two looks', async () => {
    const { directory, clock, keys, drop } = openFolder();
    drop('tenant/mail.eml', 'half');
    expect(await keys()).toEqual([]);
    await clock.advance(999);
    expect(await keys()).toEqual([]);
    appendFileSync(join(directory, 'tenant/mail.eml'), ' more');
    await clock.advance(1_000);
    expect(await keys()).toEqual([]);
    // Of the same size, but written anew.
    utimesSync(join(directory, 'tenant/mail.eml'), 1, 2);
    await clock.advance(1_000);
    expect(await keys()).toEqual([]);
    await clock.advance(1_000);
    expect(await keys()).toEqual(['tenant/mail.eml']);
  });

  it('leaves alone what is hidden, unfinished, a link, a pipe or a folder', async () => {
    const { directory, ripen, keys, drop } = openFolder();
    const outside = aFolder();
    writeFileSync(join(outside, 'secret.eml'), 'secret');
    for (const folder of ['', 'tenant/', 'default/']) {
      for (const name of ['.hidden.eml', 'mail.eml.part', 'mail.eml.TMP']) {
        drop(folder + name, 'x');
      }
      mkdirSync(join(directory, folder, 'deep.eml'));
      symlinkSync(join(outside, 'secret.eml'), join(directory, folder, 'link.eml'));
      execFileSync('mkfifo', [join(directory, folder, 'pipe.eml')]);
    }
    symlinkSync(outside, join(directory, 'linked'));
    await ripen();
    expect(await keys()).toEqual([]);
    expect(existsSync(join(directory, 'default', 'link.eml'))).toBe(true);
  });

  it('gives files that lie in no folder to the default tenant', async () => {
    const { directory, files, ripen, keys, drop } = openFolder();
    drop('mail.eml', 'of the folder itself');
    drop('default/other.eml', 'of its own folder');
    await ripen();
    expect(await keys()).toEqual(['default/mail.eml', 'default/other.eml']);
    const [file] = await files.waiting(1);
    const bytes = Buffer.concat(await Array.fromAsync(files.read(context, 'default/mail.eml')));
    expect(bytes.toString()).toBe('of the folder itself');
    expect(await files.accept(context, file?.key ?? '', file?.version ?? '')).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['.imported', 'default']);
  });

  it('takes one of two files of a name after the other', async () => {
    const { directory, files, ripen, keys, drop } = openFolder();
    drop('mail.eml', 'one');
    drop('default/mail.eml', 'two');
    for (let round = 0; round < 2; round += 1) {
      await ripen();
      const [file] = await files.waiting(10);
      expect(await files.accept(context, file?.key ?? '', file?.version ?? '')).toBe(true);
    }
    await ripen();
    expect(await keys()).toEqual([]);
    expect(textsIn(join(directory, '.imported/default')).sort()).toEqual(['one', 'two']);
  });

  it('is not led astray by links in the place of its own folders', async () => {
    for (const name of ['default', '.imported', '.refused']) {
      const { directory, files, ripen, drop } = openFolder();
      const outside = aFolder();
      writeFileSync(join(outside, 'other.eml'), 'secret');
      symlinkSync(outside, join(directory, name));
      drop('mail.eml', 'mine');
      await ripen();
      const [file] = await files.waiting(10);
      if (file) {
        const settle = () => files.accept(context, file.key, file.version);
        const refuse = () => files.refuse(context, file.key, file.version, broken);
        const wrong = name === '.imported' ? settle : refuse;
        await expect(wrong()).rejects.toMatchObject({ code: 'invalid_argument' });
      }
      const read = async (path: string) =>
        Buffer.concat(await Array.fromAsync(files.read(context, `default/${path}`))).toString();
      if (name === 'default') {
        expect(file).toBeUndefined();
        await expect(read('other.eml')).rejects.toMatchObject({ code: 'invalid_argument' });
        expect(readFileSync(join(directory, 'mail.eml'), 'utf8')).toBe('mine');
      } else expect(await read('mail.eml')).toBe('mine');
      expect(readdirSync(outside)).toEqual(['other.eml']);
    }
  });

  it('never leads out of itself, whatever a key says', async () => {
    const { directory, driver, files } = openFolder(join(aFolder(), 'inside'));
    await driver.waiting(1);
    writeFileSync(join(directory, '../secret.eml'), 'secret');
    symlinkSync(join(directory, '../secret.eml'), join(directory, 'link.eml'));
    mkdirSync(join(directory, 'default'));
    symlinkSync(join(directory, '../secret.eml'), join(directory, 'default/link.eml'));
    const refusal = { code: 'invalid_argument' };
    for (const [tenant, name] of [
      ['default', '..%2F..%2Fsecret.eml'],
      ['default', '..'],
      ['default', 'link.eml'],
      ['default', 'a%00b'],
      ['..', 'secret.eml'],
      ['.', 'secret.eml'],
      ['.imported', 'x.eml'],
      ['..%2F..', 'secret.eml'],
    ] as const) {
      const stranger = createContext({ tenant: decodeURIComponent(tenant), requestId: 'request' });
      const key = `${tenant}/${name}`;
      const reading = Array.fromAsync(files.read(stranger, key));
      await expect(reading, key).rejects.toMatchObject(refusal);
      await expect(files.accept(stranger, key, 'x'), key).rejects.toMatchObject(refusal);
    }
    expect(readFileSync(join(directory, '../secret.eml'), 'utf8')).toBe('secret');
  });

  it('tells beside a refused file why, under whatever name it ends', async () => {
    const { directory, files, ripen, drop } = openFolder();
    const long = `${'語'.repeat(80)}.eml`;
    const odd = ['odd.eml.why.json', 'odd.eml'];
    for (const name of ['bad.eml', 'bad.eml.why.json', 'bad.eml', ...odd, long]) {
      drop(`default/${name}`, name);
      await ripen();
      const [file] = await files.waiting(10);
      expect(await files.refuse(context, file?.key ?? '', file?.version ?? '', broken)).toBe(true);
    }
    const refused = join(directory, '.refused/default');
    const names = readdirSync(refused);
    const reasons = names.map((name) => `${name}.why.json`).filter((name) => names.includes(name));
    expect(names).toHaveLength(12);
    const texts = textsIn(refused);
    expect(texts).toEqual(expect.arrayContaining(['bad.eml', 'odd.eml', long]));
    const told = reasons.map((name) => JSON.parse(readFileSync(join(refused, name), 'utf8')));
    const why = { code: 'invalid_argument', message: broken.message, tenant: 'default' };
    for (const one of told) expect(one).toMatchObject(why);
    expect(told.map(({ file }) => file)).toContain(long);
    expect(told.map(({ time }) => time)).toContain('2023-11-14T22:13:21.000Z');
  });

  it('ends what a crash left between the two names of a file', async () => {
    const { directory, files, ripen, keys, drop } = openFolder();
    drop('default/mail.eml', 'text');
    mkdirSync(join(directory, '.refused/default'), { recursive: true });
    const places = [
      join(directory, 'default/mail.eml'),
      join(directory, '.refused/default/mail.eml'),
    ];
    linkSync(places[0] ?? '', places[1] ?? '');
    await ripen();
    const [file] = await files.waiting(10);
    expect(await files.refuse(context, file?.key ?? '', file?.version ?? '', broken)).toBe(true);
    expect(await keys()).toEqual([]);
    const left = readdirSync(join(directory, '.refused/default')).sort();
    expect(left).toEqual(['mail.eml', 'mail.eml.why.json']);
  });

  it('says that a file was changed while it was read', async () => {
    const { directory, files, ripen, drop } = openFolder();
    for (const change of ['longer', 'shorter']) {
      drop('default/mail.mbox', 'x'.repeat(200_000));
      await ripen();
      const reading = files.read(context, 'default/mail.mbox');
      await reading.next();
      const path = join(directory, 'default/mail.mbox');
      if (change === 'longer') appendFileSync(path, 'more');
      else writeFileSync(path, 'less');
      await expect(Array.fromAsync(reading)).rejects.toMatchObject({ code: 'unavailable' });
    }
  });

  it('says what is wrong with it', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'file'), '');
    const wrong = openFolder(join(folder, 'file', 'below')).files.waiting(1);
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_argument' });
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0);
    const closed = openFolder(folder).files.waiting(1);
    await expect(closed).rejects.toMatchObject({ code: 'permission_denied' });
    chmodSync(folder, 0o700);
  });
});
