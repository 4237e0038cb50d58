import { constants, copyFileSync, existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import {
  alpha,
  beta,
  carrier,
  carrierName,
  type Dependency,
  TinyPackage,
  writePackage,
} from './tiny-package.ts';

const made: TinyPackage[] = [];
afterEach(() => {
  for (const tiny of made.splice(0)) tiny.remove();
});

function makePackage(dependencies: Dependency[]): TinyPackage {
  const tiny = new TinyPackage(dependencies);
  made.push(tiny);
  return tiny;
}

const link = 'node_modules/.bin/node';
const requirement = /Node 24 or later is required\. This machine has Node 20\.1\.0/;

test('an old Node without a package that brings a newer one is refused before npm runs', async () => {
  const tiny = makePackage([alpha]);
  const refused = await tiny.prepareOnOldNode('run');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(requirement);
  expect(tiny.npmCalls()).toEqual([]);
});

test('an old Node is enough where a package brings a newer one', async () => {
  const tiny = makePackage([alpha, carrier('v24.0.0')]);
  expect(await tiny.prepareOnOldNode('run')).toMatchObject({ code: 0, stdout: '' });
  expect(readlinkSync(tiny.path(link))).toBe(`../${carrierName}/bin/node`);
});

test('the link to the newer Node comes back when npm has removed it', async () => {
  const tiny = makePackage([alpha, carrier('v24.0.0')]);
  await tiny.prepareOnOldNode('run');
  rmSync(tiny.path(link));
  expect(await tiny.prepareOnOldNode('run')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(tiny.path(link), 'utf8')).toContain('v24.0.0');
  expect(tiny.npmCalls()).toHaveLength(1);
});

test('the link comes back too when npm removes it from under the packaged Node', async () => {
  const dependencies = [alpha, carrier('v24.0.0')];
  const tiny = makePackage(dependencies);
  await tiny.prepareOnOldNode('run');
  const packaged = tiny.path('node_modules', carrierName, 'bin/node');
  copyFileSync(process.execPath, packaged, constants.COPYFILE_FICLONE);
  writePackage(tiny.folder, [...dependencies, beta]);
  const { ended } = tiny.start('develop', { NPM_TRIAL: 'unlink' }, [], packaged);
  expect(await ended).toMatchObject({ code: 0, stdout: '' });
  expect(readlinkSync(tiny.path(link))).toBe(`../${carrierName}/bin/node`);
});

test.each(['', 'v22.1.0'])(
  'a packaged Node that says %j does not help an old one',
  async (says) => {
    const refused = await makePackage([alpha, carrier(says)]).prepareOnOldNode('run');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(requirement);
  },
);

test("a packaged Node that does not run makes way for the machine's own", async () => {
  const tiny = makePackage([alpha, carrier('')]);
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect(existsSync(tiny.path(link))).toBe(false);
});
