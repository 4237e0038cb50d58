import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import { closureOf } from '#src/functions/parts.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { pathsBelow } from '#src/testing/container/file-tree.ts';
import { type BuiltFunction, buildCloud } from './cloud.ts';
import { type CloudName, cloudNames } from './cloud-entry.ts';
import { manifestOf } from './cloud-manifest.ts';
import { cloudPackages } from './cloud-packages.ts';
import { packageFolder } from './licences.ts';
import { projectRoot } from './project-root.ts';
import { buildableVersions } from './versions.ts';

const [version] = buildableVersions;
if (version === undefined) throw new Error('there is nothing to build');
const parent = mkdtempSync(join(tmpdir(), 'supportmax-cloud-'));
afterAll(() => rmSync(parent, { recursive: true }));

const functions = [...allFunctions, ...stepFunctions];
/** One that thinks, one that reads a policy, one of HTTP that streams, one of each other kind. */
const some = ['chat', 'hand-off', 'stream-events', 'project', 'answer', 'sweep', 'import-file'];
const files: Readonly<Record<CloudName, string>> = {
  aws: 'index.mjs',
  azure: 'index.mjs',
  gcp: 'index.js',
};

const folderOf = (cloud: CloudName) => join(parent, 'first', cloud);
const mapsOf = (cloud: CloudName) => join(parent, 'maps', cloud);
const built = new Map<CloudName, readonly BuiltFunction[]>();

beforeAll(async () => {
  for (const cloud of cloudNames) {
    const only = cloud === 'aws' ? {} : { only: some };
    const places = { folder: folderOf(cloud), maps: mapsOf(cloud) };
    built.set(cloud, await buildCloud({ version, cloud, ...places, ...only }));
  }
}, 300_000);

const builtOn = (cloud: CloudName) => built.get(cloud) ?? [];

function one(cloud: CloudName, name: string): BuiltFunction {
  const found = builtOn(cloud).find(({ manifest }) => manifest.name === name);
  if (!found) throw new Error(`${name} was not built for ${cloud}`);
  return found;
}

const read = (cloud: CloudName, ...path: string[]) =>
  readFileSync(join(folderOf(cloud), ...path), 'utf8');

/** Files that something in the bundle comes from. */
const sourcesOf = ({ inputs }: BuiltFunction) =>
  [...inputs].filter(([, bytes]) => bytes > 0).map(([path]) => path);

const bytesBelow = (place: string) =>
  pathsBelow(place)
    .filter((path) => !path.endsWith('/'))
    .map((path) => [path, readFileSync(join(place, path), 'base64')] as const);

test('every function and step has a folder, and a place in the manifest of all', () => {
  const names = functions.map(({ name }) => name);
  const entries = readdirSync(folderOf('aws'));
  expect(entries.sort()).toEqual([...names, 'manifest.json'].sort());
  expect(JSON.parse(read('aws', 'manifest.json'))).toEqual({
    version: version.name,
    cloud: 'aws',
    functions: builtOn('aws').map(({ manifest }) => manifest),
  });
  expect(builtOn('aws').map(({ manifest }) => manifest.name)).toEqual(names);
});

test.each(functions.map((fn) => [fn.name, fn] as const))('%s says what it is', (name, fn) => {
  const manifest = JSON.parse(read('aws', name, 'manifest.json'));
  expect(manifest).toEqual(one('aws', name).manifest);
  expect(manifest).toMatchObject({
    name,
    version: version.name,
    cloud: 'aws',
    file: files.aws,
    trigger: { kind: fn.trigger.kind },
    needs: closureOf(fn.needs),
    timeoutMs: fn.timeoutMs,
  });
  expect(manifest.memoryMiB).toBeGreaterThanOrEqual(128);
  expect(manifest.platformTimeoutSeconds * 1000).toBeGreaterThan(fn.timeoutMs);
});

const everywhere = cloudNames.flatMap((cloud) =>
  functions.map((fn) => [fn.name, cloud, fn] as const),
);
test.each(everywhere)('%s has on %s the time that it declares', (_name, cloud, fn) => {
  const { platformTimeoutSeconds } = manifestOf(version, cloud, fn, files[cloud]);
  expect(platformTimeoutSeconds * 1000).toBeGreaterThan(fn.timeoutMs);
});

const longest = [
  ['import-file', { aws: 899_000, azure: 599_000, gcp: 539_000 }],
  ['answer', { aws: 899_000, azure: 599_000, gcp: 539_000 }],
  ['chat', { aws: 899_000, azure: 229_000, gcp: 3_599_000 }],
  ['step-classify', { aws: 899_000, azure: 599_000, gcp: 1_799_000 }],
] as const;
test.each(longest)('%s cannot be built with more time than a cloud gives it', (name, most) => {
  const fn = functions.find((one) => one.name === name);
  if (!fn) throw new Error(`there is no ${name}`);
  for (const cloud of cloudNames) {
    const manifest = (timeoutMs: number) =>
      manifestOf(version, cloud, { ...fn, timeoutMs }, files[cloud]);
    expect(manifest(most[cloud]).timeoutMs).toBe(most[cloud]);
    expect(() => manifest(most[cloud] + 1)).toThrow(`${name} declares ${most[cloud] + 1} ms`);
  }
});

describe.each(cloudNames)('on %s', (cloud) => {
  test('a bundle is minified ES modules, and their source maps stay at home', () => {
    for (const { manifest, bytes, allBytes } of builtOn(cloud)) {
      const folder = join(folderOf(cloud), manifest.name);
      const parts = existsSync(join(folder, 'parts')) ? readdirSync(join(folder, 'parts')) : [];
      const modules = [files[cloud], ...parts.map((part) => `parts/${part}`)];
      const texts = modules.map((file) => read(cloud, manifest.name, file));
      expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBe(allBytes);
      expect(bytes).toBeLessThanOrEqual(allBytes);
      for (const text of texts) {
        expect(text).toMatch(/^import\s*\{/);
        expect(text).not.toContain('sourceMappingURL');
      }
      const lines = texts.reduce((sum, text) => sum + text.split('\n').length, 0);
      expect(lines).toBeLessThan(3 * texts.length + allBytes / 200);
      // Nothing lies there that nothing loads.
      for (const part of parts) expect(texts.join('')).toContain(`/${part}`);
      const map = JSON.parse(readFileSync(join(mapsOf(cloud), `${manifest.name}.map`), 'utf8'));
      expect(map.sources.length).toBeGreaterThan(10);
    }
    expect(pathsBelow(folderOf(cloud)).filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  test('no SDK of another cloud, no other version and no test code is inside', () => {
    const allowed = { aws: [], azure: [], gcp: [], ...(cloud === 'azure' && azureModel) };
    for (const each of builtOn(cloud)) {
      const sources = sourcesOf(each);
      expect(cloudPackages(sources)).toEqual(allowed);
      const versions = sources.flatMap((path) => /\/versions\/(v\d[^/]*)\//.exec(path)?.[1] ?? []);
      expect(new Set(versions)).toEqual(new Set([version.folder]));
      const others = cloudNames.filter((name) => name !== cloud);
      const foreign = new RegExp(`/hosts/(laptop|${others.join('|')})[-/]`);
      expect(sources.filter((path) => foreign.test(path))).toEqual([]);
      expect(sources.filter((path) => /\.test\.|\/testing\/|\/evaluation\//.test(path))).toEqual(
        [],
      );
    }
  });

  test('the licences of the packages inside go along', () => {
    for (const each of builtOn(cloud)) {
      const licences = read(cloud, each.manifest.name, 'third-party-licences.txt');
      const packages = new Set(sourcesOf(each).flatMap((path) => packageFolder(path) ?? []));
      expect(packages.size).toBeGreaterThan(0);
      for (const name of packages) {
        expect(licences).toContain(`${name.replace(/^.*node_modules\//, '')} `);
      }
      expect(read(cloud, each.manifest.name, 'LICENSE')).toContain('Apache License');
    }
  });
});

/** The programming model: only the worker of Azure has what lies below it. */
const azureModel = { azure: ['@azure/functions', '@azure/functions-extensions-base'] };

describe('what a function needs decides what is in its bundle', () => {
  const thinking = /\/agents\/|node_modules\/(openai|@anthropic-ai)\//;

  test('agents, content and models are where something thinks', async () => {
    const { contentDirectory } = dataSettings({});
    expect(sourcesOf(one('aws', 'chat')).some((path) => thinking.test(path))).toBe(true);
    const [company = ''] = readdirSync(join(folderOf('aws'), 'chat/content'));
    const shipped = join(folderOf('aws'), 'chat/content', company);
    expect(await loadContent(shipped)).toEqual(await loadContent(contentDirectory));
    expect(readdirSync(join(folderOf('aws'), 'chat/models')).length).toBeGreaterThan(0);
  });

  test.each(['health', 'project', 'sweep', 'list-tickets'])('%s has none of them', (name) => {
    expect(sourcesOf(one('aws', name)).filter((path) => thinking.test(path))).toEqual([]);
    expect(readdirSync(join(folderOf('aws'), name)).sort()).toEqual(
      ['LICENSE', files.aws, 'manifest.json', 'parts', 'third-party-licences.txt'].sort(),
    );
  });

  test('who needs the policy alone gets the policy alone', () => {
    const paths = pathsBelow(join(folderOf('aws'), 'hand-off/content'));
    expect(paths.filter((path) => !path.endsWith('/'))).toEqual([
      expect.stringMatching(/^[^/]+\/policy\.json$/),
    ]);
  });
});

test('each cloud finds the files that it looks for', () => {
  const host = JSON.parse(read('azure', 'chat', 'host.json'));
  const own = readFileSync(join(projectRoot, 'functions/azure/host.json'), 'utf8');
  expect(host).toEqual(JSON.parse(own));
  expect(JSON.parse(read('azure', 'chat', 'package.json'))).toEqual({
    type: 'module',
    main: files.azure,
  });
  const { devDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const framework = '@google-cloud/functions-framework';
  expect(JSON.parse(read('gcp', 'chat', 'package.json'))).toMatchObject({
    type: 'module',
    main: files.gcp,
    dependencies: { [framework]: devDependencies[framework] },
  });
});

describe('built once more, elsewhere, by somebody careful, and not all of them', () => {
  const only = ['chat', 'project'];
  const second = join(parent, 'deeper/second');
  beforeAll(async () => {
    const umask = process.umask(0o077);
    const places = { folder: second, maps: join(parent, 'other-maps') };
    try {
      await buildCloud({ version, cloud: 'aws', ...places, only: ['project'] });
      await buildCloud({ version, cloud: 'aws', ...places, only });
    } finally {
      process.umask(umask);
    }
  }, 60_000);

  test.each(only)('%s is the same, byte for byte', (name) => {
    expect(bytesBelow(join(second, name))).toEqual(bytesBelow(join(folderOf('aws'), name)));
  });

  test('everybody can read it', () => {
    const inside = pathsBelow(second).filter((path) => /^(chat|project)\//.test(path));
    const modes = inside.map((path) => statSync(join(second, path)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o755, 0o644]));
  });

  test('the manifest names what is there', () => {
    const { functions: listed } = JSON.parse(readFileSync(join(second, 'manifest.json'), 'utf8'));
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(only);
  });
});

describe('npm run build', () => {
  const mistakes = [
    [version.name, '--cloud'],
    [version.name, '--cloud', 'nimbus'],
    [version.name, '--cloud', 'aws', '--container'],
    ['v9', '--cloud', 'aws'],
    ['--cloud', 'aws'],
  ];
  test.each(mistakes.map((args) => [args]))('says how it is used instead of %j', (args) => {
    const program = join(projectRoot, 'scripts/build.ts');
    const ran = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringMatching(/^[^\n]+\n\nusage: npm run build -- .*--cloud aws\|azure\|gcp\n$/),
    ]);
  });
});
