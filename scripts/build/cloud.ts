import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dataSettings } from '../../implementation/src/cli/settings.ts';
import { closureOf, type Needs, type PartName } from '../../implementation/src/functions/parts.ts';
import { versions } from '../../implementation/src/versions/versions.ts';
import { type Bundle, splitBundle } from './bundle.ts';
import { type CloudName, entryOf } from './cloud-entry.ts';
import { type FunctionManifest, manifestOf } from './cloud-manifest.ts';
import { copyAll, copyContent, copyPolicy, copyWebFiles } from './content.ts';
import { type DeclaredFunction, declaredFunctions } from './functions-of.ts';
import { letAllRead } from './let-all-read.ts';
import { licencesOf } from './licences.ts';
import { prepareModels } from './models.ts';
import { projectRoot } from './project-root.ts';
import type { BuildableVersion } from './versions.ts';

/** What a cloud wants to find in a function's folder, and which Node it runs. */
interface CloudLayout {
  readonly file: string;
  readonly target: string;
  readonly external: readonly string[];
  /** Further files by name. */
  files(): Readonly<Record<string, string>>;
}

const moduleFile = 'index.mjs';
const framework = '@google-cloud/functions-framework';

const layouts: Readonly<Record<CloudName, CloudLayout>> = {
  aws: { file: moduleFile, target: 'node24', external: [], files: () => ({}) },
  azure: {
    file: moduleFile,
    // The newest that Terraform's provider lets a function app have.
    target: 'node22',
    // The worker that runs the function provides it.
    external: ['@azure/functions-core'],
    files: () => ({
      'host.json': readFileSync(join(projectRoot, 'functions/azure/host.json'), 'utf8'),
      'package.json': json({ type: 'module', main: moduleFile }),
    }),
  },
  gcp: {
    file: 'index.js',
    target: 'node24',
    // Installed by the buildpack, which starts it: only its own copy knows what is registered.
    external: [framework],
    files: () => ({
      'package.json': json({
        type: 'module',
        main: 'index.js',
        engines: { node: '24.x.x' },
        dependencies: { [framework]: versionOfPackage(framework) },
      }),
    }),
  },
};

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function versionOfPackage(name: string): string {
  const file = join(projectRoot, 'package.json');
  const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const version = devDependencies[name];
  if (version === undefined) throw new Error(`package.json does not pin ${name}`);
  return version;
}

/** A function that was built. */
export interface BuiltFunction {
  readonly manifest: FunctionManifest;
  /** Of the bundle: what is read at the start, and all of it. */
  readonly bytes: number;
  readonly allBytes: number;
  readonly inputs: ReadonlyMap<string, number>;
}

export interface CloudBuild {
  readonly version: BuildableVersion;
  readonly cloud: CloudName;
  /** `<folder>/<function>/` gets what is deployed, `<maps>/` the source maps, which stay at home. */
  readonly folder: string;
  readonly maps: string;
  /** All of them, unless told otherwise. */
  readonly only?: readonly string[];
}

/** Writes a folder for each function, and a manifest of all that are there then. */
export async function buildCloud(options: CloudBuild): Promise<readonly BuiltFunction[]> {
  const { version, cloud, folder, maps, only } = options;
  const all = await declaredFunctions();
  const chosen = only ? all.filter(({ fn }) => only.includes(fn.name)) : all;
  removeOld(options, chosen);
  const learned = join(folder, '.models');
  if (chosen.some(({ fn }) => thinks(fn.needs as Needs))) {
    await prepareModels(version.name, dataSettings({}).contentDirectory, learned);
  }
  const { file, target, external } = layouts[cloud];
  const { unconfigured } = await versions[version.name].settings();
  const bundles = chosen.map((declared) => ({
    entry: { contents: entryOf(version, unconfigured, cloud, declared) },
    file: join(folder, declared.fn.name, file),
    mapFile: join(maps, `${declared.fn.name}.map`),
  }));
  // One after the other: esbuild works on all cores by itself, and what it makes of the parsers of
  // documents, whether or not it falls away afterwards, is more than its memory holds for all at once.
  const made: Bundle[] = [];
  for (const [index, one] of bundles.entries()) {
    const isThinking = thinks(chosen[index]?.fn.needs as Needs);
    const left = isThinking ? external : [...external, ...documentParsers];
    made.push(await splitBundle({ version, target, external: left, bundle: one }));
  }
  const built = made.map((one, index) => {
    const { fn } = chosen[index] as DeclaredFunction;
    return { manifest: manifestOf(version, cloud, fn, file), ...one };
  });
  for (const one of built) complete(layouts[cloud], join(folder, one.manifest.name), one, learned);
  rmSync(learned, { recursive: true, force: true });
  const functions = all.flatMap(({ fn }) => readManifest(join(folder, fn.name)));
  const manifest = { version: version.name, cloud, functions };
  writeFileSync(join(folder, 'manifest.json'), json(manifest));
  return built;
}

/** All there was; where only some are built, those. */
function removeOld({ folder, maps, only }: CloudBuild, chosen: readonly DeclaredFunction[]): void {
  const names = chosen.flatMap(({ fn: { name } }) => [
    join(folder, name),
    join(maps, `${name}.map`),
  ]);
  for (const one of only ? names : [folder, maps]) rmSync(one, { recursive: true, force: true });
}

function readManifest(folder: string): readonly FunctionManifest[] {
  const file = join(folder, 'manifest.json');
  return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as FunctionManifest] : [];
}

/** Puts beside a bundle what is deployed with it. */
function complete(
  layout: CloudLayout,
  target: string,
  { manifest, inputs }: BuiltFunction,
  learned: string,
): void {
  for (const [name, text] of Object.entries(layout.files())) {
    writeFileSync(join(target, name), text);
  }
  ship(manifest.needs, inputs, target, learned);
  copyFileSync(join(projectRoot, 'LICENSE'), join(target, 'LICENSE'));
  writeFileSync(join(target, 'third-party-licences.txt'), licencesOf(inputs.keys()));
  writeFileSync(join(target, 'manifest.json'), json(manifest));
  letAllRead(target);
}

/** Nothing can load them where nothing reads what a company gives its desk. */
const documentParsers = ['parse5', 'unpdf', 'mammoth'];

/** Parts that read what a company gives its desk. */
const brain: readonly PartName[] = [
  'knowledge',
  'screener',
  'classifier',
  'retriever',
  'answerer',
  'reviewer',
];

/** Whether there is something in it that was learned. */
const thinks = (needs: Needs): boolean => brain.some((part) => part in closureOf(needs));

/** What a function reads while it runs lies beside its bundle. */
function ship(
  needs: FunctionManifest['needs'],
  inputs: BuiltFunction['inputs'],
  target: string,
  learned: string,
): void {
  const { contentDirectory } = dataSettings({});
  if (thinks(needs as Needs)) {
    copyContent(contentDirectory, join(target, 'content'));
    copyAll(learned, join(target, 'models'));
  } else if ('policy' in needs) {
    copyPolicy(contentDirectory, join(target, 'content', basename(contentDirectory)));
  }
  if (inputs.has('implementation/src/api/web-files.ts')) copyWebFiles(join(target, 'web'));
}
