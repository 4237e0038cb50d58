import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeVersion, hostServices } from '#src/cli/compose-version.ts';
import { loadConfiguration } from '#src/cli/configuration.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createReadOnlyModelCache } from '#src/knowledge/models/file-model-cache.ts';
import { pathsBelow } from '#src/testing/container/file-tree.ts';
import { buildContainer } from './container.ts';
import { packageFolder } from './licences.ts';
import { projectRoot } from './project-root.ts';
import type { BuildReport } from './report.ts';
import { buildableVersions } from './versions.ts';

const [baseline] = buildableVersions;
if (baseline === undefined) throw new Error('there is nothing to build');
const parent = mkdtempSync(join(tmpdir(), 'supportmax-build-'));
const folder = join(parent, 'first');
const maps = join(parent, 'maps');
let report: BuildReport;
beforeAll(async () => {
  report = await buildContainer(baseline, folder, maps);
});
afterAll(() => rmSync(parent, { recursive: true }));

/** All files with what is in them. */
const bytesBelow = (place: string) =>
  pathsBelow(place)
    .filter((path) => !path.endsWith('/'))
    .map((path) => [path, readFileSync(join(place, path), 'base64')] as const);

const companyFolder = () => join(folder, 'content', readdirSync(join(folder, 'content'))[0] ?? '');

describe('what a container of v0.5 holds', () => {
  test('is the same, byte for byte, whenever and wherever it is built', async () => {
    const umask = process.umask(0o077);
    try {
      await buildContainer(baseline, join(parent, 'deeper/second'), join(parent, 'other-maps'));
    } finally {
      process.umask(umask);
    }
    expect(bytesBelow(join(parent, 'deeper/second'))).toEqual(bytesBelow(folder));
  });

  test('can be read by every user, whatever the umask of who built it', () => {
    const second = join(parent, 'deeper/second');
    const modes = pathsBelow(second).map((path) => statSync(join(second, path)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o755, 0o644]));
  });

  test('is v0.5 alone: no other version, no database, no e-mail', () => {
    // Of a module that is left out there remains the sentence that says so.
    const inputs = [...report.inputs].filter(([, bytes]) => bytes > 150).map(([path]) => path);
    const versions = inputs.flatMap((path) => /\/versions\/(v\d[^/]*)\//.exec(path)?.[1] ?? []);
    expect(new Set(versions)).toEqual(new Set([baseline.folder]));
    const packages = new Set(inputs.map((path) => packageFolder(path)));
    for (const name of ['pg', '@electric-sql/pglite', 'mailparser']) {
      expect(packages).not.toContain(`node_modules/${name}`);
    }
    expect(
      inputs.filter((path) => /postgres|\.test\.|\/testing\/|\/evaluation\//.test(path)),
    ).toEqual([]);
  });

  test('has the whole content that the desk reads, and no other', async () => {
    const source = dataSettings({}).contentDirectory;
    expect(await loadContent(companyFolder())).toEqual(await loadContent(source));
    expect(readdirSync(companyFolder()).sort()).toEqual([
      'also-answered-by.jsonl',
      'articles',
      'calibration',
      'faqs.jsonl',
      'policy.json',
      'training',
    ]);
  });

  test('has learned all that its start would learn', async () => {
    const written: string[] = [];
    const { read } = createReadOnlyModelCache(join(folder, 'models'));
    const models = { read, write: (name: string) => void written.push(name) };
    const stopping = new AbortController().signal;
    const host = hostServices({ logLevel: 'error', stopping, progress: () => {} });
    const { settings: configured } = await loadConfiguration('v0.5', undefined, {});
    const given = { configured, dataDirectory: parent, databaseUrl: undefined };
    const settings = { ...given, contentDirectory: companyFolder() };
    await (await composeVersion('v0.5', settings, { ...host, models })).close();
    expect(written).toEqual([]);
    expect(readdirSync(join(folder, 'models')).length).toBeGreaterThan(0);
  });

  test('comes with the licences of its packages, and without source maps', () => {
    const licences = readFileSync(join(folder, 'third-party-licences.txt'), 'utf8');
    const packages = new Set(
      [...report.inputs.keys()].flatMap((path) => packageFolder(path) ?? []),
    );
    expect(packages.size).toBeGreaterThan(3);
    for (const one of packages) {
      expect(licences).toContain(`${one.replace(/^.*node_modules\//, '')} `);
    }
    expect(pathsBelow(folder).filter((path) => path.endsWith('.map'))).toEqual([]);
    expect(readFileSync(join(folder, 'desk.mjs'), 'utf8')).not.toContain('sourceMappingURL');
    const map = JSON.parse(readFileSync(join(maps, 'desk.mjs.map'), 'utf8')) as {
      sources: string[];
    };
    expect(map.sources.some((path) => path.endsWith('cli/start.ts'))).toBe(true);
  });

  test('refuses to be another version', () => {
    const args = [join(folder, 'desk.mjs'), 'v1', '--data', join(parent, 'data')];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'not_found: This build holds v0.5 alone.\n']);
    expect(existsSync(join(parent, 'data/postgres'))).toBe(false);
  });
});

describe('npm run build', () => {
  const mistakes = [
    ['v0.5'],
    ['v9', '--container'],
    ['v0.5', '--unknown'],
    ['v0.5', '--cloud', 'ibm'],
    ['v0.5', '--container', '--cloud', 'aws'],
  ];
  test.each(mistakes.map((args) => [args]))('says how it is used instead of %j', (args) => {
    const program = join(projectRoot, 'scripts/build.ts');
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^[^\n]+\n\nusage: npm run build -- v0\.5 --container \| --cloud aws\|azure\|gcp\n$/,
      ),
    ]);
  });
});
