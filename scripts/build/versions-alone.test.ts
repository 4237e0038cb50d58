import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { type CloudName, cloudNames } from './cloud-entry.ts';
import { cloudPackages } from './cloud-packages.ts';
import { projectRoot } from './project-root.ts';

const versionsFolder = join(projectRoot, 'implementation/src/versions');
const folders = readdirSync(versionsFolder).filter((name) => /^v\d/.test(name));

/** Files that some module comes to, with nothing taken out, whatever the bundle does with them. */
async function reachedBy(contents: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    stdin: { contents, loader: 'ts', resolveDir: projectRoot },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@azure/functions-core'],
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    metafile: true,
    write: false,
    outdir: 'dist',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

const versionsIn = (files: readonly string[]) =>
  new Set(files.flatMap((path) => /\/src\/versions\/(v\d[^/]*)\//.exec(path)?.[1] ?? []));

/** The clouds whose drivers a version names, which are called after them. */
function cloudsOf(folder: string): readonly CloudName[] {
  const files = readdirSync(join(versionsFolder, folder)).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(join(versionsFolder, folder, name), 'utf8')).join();
  return cloudNames.filter((cloud) => text.includes(`/drivers/${cloud}-`));
}

describe('each version is bundled alone', () => {
  test('all versions are found', () => {
    expect(folders).toEqual(expect.arrayContaining(['v0.5-baseline', 'v1-mvp']));
  });

  test.each(folders)('%s comes to no other version', async (folder) => {
    const files = await reachedBy(`export * from '#src/versions/${folder}/compose.ts';`);
    expect(versionsIn(files)).toEqual(new Set([folder]));
    expect(files.filter((path) => /\.test\.|\/testing\/|\/evaluation\//.test(path))).toEqual([]);
  });

  test.each(folders)('%s comes to no SDK of a cloud that it does not use', async (folder) => {
    const files = await reachedBy(`export * from '#src/versions/${folder}/compose.ts';`);
    const used = cloudsOf(folder);
    const found = cloudPackages(files);
    for (const cloud of cloudNames.filter((name) => !used.includes(name))) {
      expect(found[cloud]).toEqual([]);
    }
  });

  test('another version and an SDK would be found', async () => {
    const files = await reachedBy(`
      export * from '#src/versions/v0.5-baseline/settings.ts';
      export { unconfigured } from '#src/versions/v1-mvp/settings.ts';
      export const model = () => import('@azure/functions');
    `);
    expect(versionsIn(files)).toEqual(new Set(['v0.5-baseline', 'v1-mvp']));
    expect(cloudPackages(files)).toMatchObject({
      aws: [],
      azure: expect.arrayContaining(['@azure/functions']),
      gcp: [],
    });
  });
});
