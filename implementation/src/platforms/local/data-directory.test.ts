import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { startChild } from '#src/testing/child-process.ts';
import { DataInUseError, openDataDirectory } from './data-directory.ts';

const childFile = new URL('../../testing/owning-child.ts', import.meta.url);

let parent = '';
let path = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'supportmax-data-'));
  path = join(parent, '.data');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function refusalOf(place: string): SupportError {
  try {
    openDataDirectory(place).release();
  } catch (error) {
    if (error instanceof SupportError) return error;
    throw error;
  }
  throw new Error('the folder was not refused');
}

describe('a data folder', () => {
  it('belongs to one opener until it is released', () => {
    const first = openDataDirectory(join(path, 'deep'));
    expect(refusalOf(join(path, 'deep'))).toMatchObject({ code: 'data_in_use', address: null });
    first.publishAddress('http://127.0.0.1:4000');
    const refusal = refusalOf(join(path, 'deep'));
    expect(refusal).toBeInstanceOf(DataInUseError);
    expect(refusal).toMatchObject({ address: 'http://127.0.0.1:4000', pid: process.pid });
    expect(refusal.message).toContain('http://127.0.0.1:4000');
    expect(refusal.message).toContain(`${process.pid}`);
    first.release();
    first.release();
    openDataDirectory(join(path, 'deep')).release();
  });

  it('is one folder under whatever name it is reached', () => {
    mkdirSync(path);
    symlinkSync(path, join(parent, 'link'));
    const owner = openDataDirectory(join(parent, 'link'));
    expect(owner.path.endsWith('.data')).toBe(true);
    expect(refusalOf(path).code).toBe('data_in_use');
    expect(refusalOf(join(path, '..', '.data')).code).toBe('data_in_use');
    owner.release();
  });

  it('is free as soon as its owner is killed, and its address is forgotten', async () => {
    const child = startChild(childFile, [path, 'http://127.0.0.1:4001']);
    try {
      await child.untilLine((line) => line === 'owner');
      expect(refusalOf(path)).toMatchObject({
        code: 'data_in_use',
        address: 'http://127.0.0.1:4001',
        pid: child.pid,
      });
    } finally {
      await child.kill();
    }
    const next = openDataDirectory(path);
    expect(refusalOf(path)).toMatchObject({ address: null, pid: process.pid });
    next.release();
  });

  it('has exactly one owner when two processes race for it, twenty times', async () => {
    for (let round = 0; round < 20; round += 1) {
      // The first rounds race to create it, the others for what a killed process left.
      const place = round < 5 ? join(parent, `new-${round}`) : path;
      const children = ['http://a', 'http://b'].map((url) => startChild(childFile, [place, url]));
      try {
        const words = await Promise.all(children.map((child) => child.untilLine(() => true)));
        expect(words.filter((word) => word === 'owner')).toHaveLength(1);
        const refusal = words.find((word) => word !== 'owner') ?? '';
        const owner = words.indexOf('owner') === 0 ? 'http://a' : 'http://b';
        expect(['refused data_in_use null', `refused data_in_use ${owner}`]).toContain(refusal);
      } finally {
        await Promise.all(children.map((child) => child.kill()));
      }
    }
  }, 120_000);

  it('can be cleared by its owner, who stays its owner', () => {
    const owner = openDataDirectory(path);
    mkdirSync(join(owner.path, 'blobs', 'deep'), { recursive: true });
    writeFileSync(join(owner.path, 'blobs', 'deep', 'file'), 'text');
    owner.clear();
    expect(existsSync(join(owner.path, 'blobs'))).toBe(false);
    expect(refusalOf(path).code).toBe('data_in_use');
    owner.release();
    openDataDirectory(path).release();
  });
});

describe('a path that is no data folder is refused', () => {
  it('where it is a file, goes through a file, or is a link to nowhere or in a circle', () => {
    writeFileSync(join(parent, 'file'), '');
    symlinkSync(join(parent, 'nowhere'), join(parent, 'dangling'));
    symlinkSync(join(parent, 'circle'), join(parent, 'circle'));
    for (const place of ['file', 'file/.data', 'dangling', 'circle']) {
      const refusal = refusalOf(join(parent, place));
      expect(refusal, place).toMatchObject({ code: 'invalid_argument' });
      expect(refusal.message, place).toContain(join(parent, place));
    }
  });

  it('where it holds somebody else’s files, which it leaves alone', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'precious');
    expect(refusalOf(path)).toMatchObject({ code: 'invalid_argument' });
    expect(refusalOf(path).message).toContain('thesis.txt');
    expect(readFileSync(join(path, 'thesis.txt'), 'utf8')).toBe('precious');
  });

  it('where the user may not write', async () => {
    mkdirSync(path);
    chmodSync(parent, 0o755);
    chmodSync(path, 0o555);
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere, so there the child gives up its rights first.
    const child = startChild(childFile, [path, '', isRoot ? '65534' : '']);
    try {
      expect(await child.untilLine(() => true)).toBe('refused permission_denied ');
    } finally {
      await child.kill();
      chmodSync(path, 0o755);
    }
  });
});

describe('a data folder that something happened to', () => {
  it('opens although its lock file is damaged, and still has one owner', () => {
    openDataDirectory(path).release();
    for (const damage of ['garbage'.repeat(2_000), 'SQLite format 3\0'.repeat(300), '']) {
      writeFileSync(join(path, 'lock.sqlite'), damage);
      const owner = openDataDirectory(path);
      expect(refusalOf(path).code).toBe('data_in_use');
      owner.release();
    }
  });

  it('is refused where its lock cannot be a file', () => {
    mkdirSync(join(path, 'lock.sqlite'), { recursive: true });
    expect(refusalOf(path)).toMatchObject({ code: 'permission_denied' });
  });

  it('is refused when a newer release laid it out, naming both formats', () => {
    openDataDirectory(path).release();
    writeFileSync(join(path, 'format.json'), '{"format":2}');
    const refusal = refusalOf(path);
    expect(refusal.code).toBe('data_corrupt');
    expect(refusal.message).toContain('has format 2; this release knows format 1');
    // And it was let go again.
    expect(refusalOf(path).code).toBe('data_corrupt');
  });

  it('is refused when its format file is damaged', () => {
    openDataDirectory(path).release();
    for (const damage of ['', '{"for', 'null', '{"format":"one"}', '{"format":1.5}']) {
      writeFileSync(join(path, 'format.json'), damage);
      expect(refusalOf(path), damage).toMatchObject({ code: 'data_corrupt' });
    }
  });

  it('opens over what a crash left half-written', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'owner.json'), '{"pid":4');
    writeFileSync(join(path, 'owner.json.new'), '');
    writeFileSync(join(path, 'format.json.new'), '{"fo');
    openDataDirectory(path).release();
    expect(readdirSync(path).sort()).toEqual(['format.json', 'lock.sqlite']);
  });
});
