import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import {
  alpha,
  beta,
  type Dependency,
  newerAlpha,
  TinyPackage,
  writePackage,
} from './prepare/tiny-package.ts';

const made: TinyPackage[] = [];
afterEach(() => {
  for (const tiny of made.splice(0)) tiny.remove();
});

function makePackage(dependencies: Dependency[] = [alpha, beta]): TinyPackage {
  const tiny = new TinyPackage(dependencies);
  made.push(tiny);
  return tiny;
}

const quiet = { code: 0, stdout: '', stderr: '' };

test('installs what running needs, and what development needs on top', async () => {
  const tiny = makePackage();
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect([tiny.version('alpha'), tiny.version('beta')]).toEqual(['1.0.0', undefined]);
  const production = { NODE_ENV: 'production', npm_config_omit: 'dev' };
  expect(await tiny.prepare('develop', production)).toMatchObject({ code: 0, stdout: '' });
  expect([tiny.version('alpha'), tiny.version('beta')]).toEqual(['1.0.0', '2.0.0']);
});

test('does nothing, and starts no npm, when all is there', async () => {
  const tiny = makePackage();
  await tiny.prepare('develop');
  const marker = () => [
    readFileSync(tiny.path('node_modules/.prepared.json'), 'utf8'),
    statSync(tiny.path('node_modules/.prepared.json')).mtimeMs,
  ];
  const before = marker();
  expect(await tiny.prepare('run')).toEqual(quiet);
  expect(await tiny.prepare('develop')).toEqual(quiet);
  expect(marker()).toEqual(before);
  expect(tiny.npmCalls()).toHaveLength(1);
});

test('follows the lockfile, and keeps development packages when only running', async () => {
  const tiny = makePackage();
  await tiny.prepare('develop');
  writePackage(tiny.folder, [newerAlpha, { ...beta, version: '2.5.0' }]);
  const lock = readFileSync(tiny.path('package-lock.json'), 'utf8');
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect([tiny.version('alpha'), tiny.version('beta')]).toEqual(['1.1.0', '2.5.0']);
  expect(readFileSync(tiny.path('package-lock.json'), 'utf8')).toBe(lock);
});

test.each([
  ['a package', 'node_modules/alpha'],
  ["a package's manifest", 'node_modules/alpha/package.json'],
  ["npm's record", 'node_modules/.package-lock.json'],
  ['all of node_modules', 'node_modules'],
])('puts back %s that somebody deleted', async (_what, path) => {
  const tiny = makePackage();
  await tiny.prepare('run');
  rmSync(tiny.path(path), { recursive: true });
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(tiny.path('node_modules/alpha/index.js'), 'utf8')).toContain('export');
  expect(await tiny.prepare('run')).toEqual(quiet);
});

test('starts over after an installation that was killed half-way', async () => {
  const tiny = makePackage();
  const { child, ended, says } = tiny.start('run', { NPM_TRIAL: 'stall' });
  const [, npm] = await says(/stalled as (\d+)/);
  child.kill('SIGKILL');
  process.kill(Number(npm), 'SIGKILL');
  await ended;
  expect(tiny.version('alpha')).toBe('1.0.0');
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(tiny.path('node_modules/alpha/index.js'), 'utf8')).toContain('export');
});

test('an update that was killed half-way is not taken for what was there before', async () => {
  const tiny = makePackage();
  await tiny.prepare('develop');
  writePackage(tiny.folder, [newerAlpha, beta]);
  const { child, ended, says } = tiny.start('run', { NPM_TRIAL: 'stall' });
  const [, npm] = await says(/stalled as (\d+)/);
  child.kill('SIGKILL');
  process.kill(Number(npm), 'SIGKILL');
  await ended;
  writePackage(tiny.folder, [alpha, beta]);
  expect(await tiny.prepare('run')).toMatchObject({ code: 0, stdout: '' });
  expect(readFileSync(tiny.path('node_modules/alpha/index.js'), 'utf8')).toContain('export');
  expect(tiny.version('beta')).toBe('2.0.0');
});

test('several at once run one npm', async () => {
  const tiny = makePackage();
  const first = tiny.start('run', { NPM_TRIAL: 'stall' });
  await first.says(/stalled as/);
  const others = [tiny.start('run'), tiny.start('run'), tiny.start('run')];
  await Promise.all(others.map(({ says }) => says(/another installation is running/)));
  writeFileSync(tiny.path('go-on'), '');
  const outcomes = await Promise.all([first, ...others].map(({ ended }) => ended));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(tiny.npmCalls()).toHaveLength(1);
  expect(await tiny.prepare('run')).toEqual(quiet);
});

test('waits for an npm that outlived whoever started it', async () => {
  const tiny = makePackage();
  const first = tiny.start('run', { NPM_TRIAL: 'stall' });
  await first.says(/stalled as/);
  first.child.kill('SIGKILL');
  const second = tiny.start('run');
  await second.says(/another installation is running/);
  expect(tiny.npmCalls()).toHaveLength(1);
  writeFileSync(tiny.path('go-on'), '');
  expect((await second.ended).code).toBe(0);
  expect(await tiny.prepare('run')).toEqual(quiet);
});

test('TERM reaches npm, and the next time repairs what it left', async () => {
  const tiny = makePackage();
  const { child, ended, says } = tiny.start('run', { NPM_TRIAL: 'stall' });
  const [, npm] = await says(/stalled as (\d+)/);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 1, stdout: '' });
  expect(() => process.kill(Number(npm), 0)).toThrow('ESRCH');
  expect(await tiny.prepare('run')).toMatchObject({ code: 0 });
});

test("says that npm failed, with npm's words, and keeps what there was", async () => {
  const tiny = makePackage();
  await tiny.prepare('develop');
  writePackage(tiny.folder, [newerAlpha, beta]);
  const failed = await tiny.prepare('run', { NPM_TRIAL: 'fail' });
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toContain('the registry is down');
  expect(failed.stderr).toContain('npm could not install the packages (exit code 7)');
  writePackage(tiny.folder, [alpha, beta]);
  expect((await tiny.prepare('develop')).code).toBe(0);
  expect(tiny.npmCalls()).toHaveLength(2);
});

test('accepts packages that somebody installed with npm, also where it cannot note that', async () => {
  const tiny = makePackage();
  await tiny.prepare('run');
  rmSync(tiny.path('node_modules/.prepared.json'));
  mkdirSync(tiny.path('node_modules/.prepared.json'));
  expect(await tiny.prepare('run')).toEqual(quiet);
  rmSync(tiny.path('node_modules/.prepared.json'), { recursive: true });
  expect(await tiny.prepare('run')).toEqual(quiet);
  expect(tiny.npmCalls()).toHaveLength(1);
});

test('a folder that was moved stays prepared', async () => {
  const tiny = makePackage();
  await tiny.prepare('run');
  tiny.move();
  expect(await tiny.prepare('run')).toEqual(quiet);
  expect(tiny.npmCalls()).toHaveLength(1);
});

test('a manifest that the lockfile does not know is a clear error', async () => {
  const tiny = makePackage();
  await tiny.prepare('run');
  const manifest = JSON.parse(readFileSync(tiny.path('package.json'), 'utf8'));
  manifest.dependencies.gamma = '1.0.0';
  writeFileSync(tiny.path('package.json'), JSON.stringify(manifest));
  const refused = await tiny.prepare('run');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('disagree about dependencies: run `npm install`');
});
