import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { type BundledVersion, oneVersion } from './one-version.ts';
import { projectRoot } from './project-root.ts';

export interface BundleOptions {
  readonly version: BundledVersion;
  /** The Node that will run them, such as `node24`. */
  readonly target: string;
  /** Packages that whoever runs the bundles provides. */
  readonly external?: readonly string[];
  readonly bundles: readonly BundleRequest[];
}

export interface SplitBundleOptions extends Omit<BundleOptions, 'bundles'> {
  readonly bundle: BundleRequest;
}

export interface BundleRequest {
  /** The file to begin with, from the project's root; or a module that is written for the bundle. */
  readonly entry: string | { readonly contents: string };
  /** Where the bundle goes, and where its source map goes, which is not shipped with it. */
  readonly file: string;
  readonly mapFile: string;
}

/** What came of a bundle. */
export interface Bundle {
  /** Of what is read at the start; less than all where the bundle is split. */
  readonly bytes: number;
  /** Of all of it, with what is only loaded when it is needed. */
  readonly allBytes: number;
  /** Bytes of the bundle by the file that they come from, from the project's root. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** Packages in the old module format call `require` for the modules of Node. */
const banner = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

/** What every build has in common. */
const common = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  format: 'esm',
  // Nearly every package ships both formats; the newer one leaves out what nobody uses.
  mainFields: ['module', 'main'] as string[],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  sourcemap: 'external',
  banner: { js: banner },
  // As Node reads the same sources. What tsconfig.json says is for the compiler's checks.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  metafile: true,
  write: false,
  logLevel: 'silent',
} as const;

/** Nothing is written here: names of outputs alone. */
const nowhere = join(projectRoot, 'dist');

/** What of a split bundle is in files of its own. */
const parts = 'parts';

/**
 * Minified ES modules, each with everything that its entry needs; what they share is read once. The
 * same input gives the same bytes.
 */
export async function bundle(options: BundleOptions): Promise<readonly Bundle[]> {
  const { version, target, external = [], bundles } = options;
  const result = await build({
    ...common,
    entryPoints: entryPoints(bundles),
    outdir: nowhere,
    target,
    external: [...external],
    plugins: [oneVersion(version), writtenEntries(bundles), unmapped],
  });
  for (const { path, contents } of result.outputFiles) {
    const [, index = '', ending] = /(\d+)\.(js|js\.map)$/.exec(path) ?? [];
    const { file, mapFile } = bundles[Number(index)] ?? {};
    const place = ending === 'js' ? file : mapFile;
    if (place === undefined) throw new Error(`esbuild made ${path}, which nobody asked for`);
    write(place, contents);
  }
  const outputs = Object.entries(result.metafile.outputs);
  return bundles.map(({ file }, index) => {
    const [, output] = outputs.find(([path]) => path.endsWith(`/${index}.js`)) ?? [];
    if (output === undefined) throw new Error(`esbuild made nothing of ${file}`);
    return { bytes: output.bytes, allBytes: output.bytes, inputs: sumOf([output]) };
  });
}

/**
 * The same for one entry, with what is only loaded when it is needed in files of their own beside it,
 * `parts/`: reading what a start never runs costs it time.
 */
export async function splitBundle(options: SplitBundleOptions): Promise<Bundle> {
  const { version, target, external = [], bundle: one } = options;
  const result = await build({
    ...common,
    entryPoints: entryPoints([one]).map((entry) => ({ ...entry, out: nameOf(one.file) })),
    chunkNames: `${parts}/[hash]`,
    outExtension: { '.js': extname(one.file) },
    outdir: nowhere,
    splitting: true,
    target,
    external: [...external],
    plugins: [oneVersion(version), writtenEntries([one]), unmapped],
  });
  const { outputs } = result.metafile;
  const entry = Object.keys(outputs).find((path) => path.endsWith(`/${basename(one.file)}`));
  if (entry === undefined) throw new Error(`esbuild made nothing of ${one.file}`);
  // Parts that only code would load which fell out of the bundle are made too, and are listed as if
  // something imported them: what a text does not name it does not load.
  const texts = new Map(
    result.outputFiles.map(({ path, text }) => [relative(projectRoot, path), text]),
  );
  const names = (path: string, imported: string) =>
    texts.get(path)?.includes(basename(imported)) ?? false;
  const loadable = reached(entry, outputs, ({ from, to }) => names(from, to));
  for (const { path, contents } of result.outputFiles) {
    if (!loadable.has(relative(projectRoot, path).replace(/\.map$/, ''))) continue;
    const inside = relative(nowhere, path);
    const isPart = dirname(inside) === parts;
    // A part is named by what is in it: the maps of all functions can lie in one folder.
    if (!inside.endsWith('.map')) write(join(dirname(one.file), inside), contents);
    else write(isPart ? join(dirname(one.mapFile), inside) : one.mapFile, contents);
  }
  const bytesOf = (paths: ReadonlySet<string>) =>
    [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return {
    bytes: bytesOf(reached(entry, outputs, ({ kind }) => kind === 'import-statement')),
    allBytes: bytesOf(loadable),
    inputs: sumOf([...loadable].flatMap((path) => outputs[path] ?? [])),
  };
}

const noMap = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');

/** A map of what is one long line already tells nobody anything, and takes a gigabyte to make. */
const unmapped: Plugin = {
  name: 'unmapped',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\\\]unpdf[/\\\\]dist[/\\\\]pdfjs\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const map = `//# sourceMappingURL=data:application/json;base64,${noMap}`;
      return { contents: `${source}\n${map}`, loader: 'js' };
    });
  },
};

const nameOf = (file: string): string => basename(file, extname(file));

type Outputs = Metafile['outputs'];

/** An output with all that it imports in these ways, and what that imports. */
function reached(
  path: string,
  outputs: Outputs,
  counts: (one: { from: string; to: string; kind: string }) => boolean,
  found = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
    if (!outputs[imported] || !counts({ from: path, to: imported, kind })) continue;
    reached(imported, outputs, counts, found);
  }
  return found;
}

/** Bytes by the file that they come from. */
function sumOf(outputs: readonly Outputs[string][]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { inputs } of outputs) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      sums.set(path, (sums.get(path) ?? 0) + bytesInOutput);
    }
  }
  return sums;
}

const entryPoints = (bundles: readonly BundleRequest[]) =>
  bundles.map(({ entry }, index) => ({
    in: typeof entry === 'string' ? entry : `${written}:${index}`,
    out: `${index}`,
  }));

function write(place: string, contents: Uint8Array): void {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, contents);
}

const written = 'written-entry';

/** Entries that are in no file: each is known by its place among the bundles. */
function writtenEntries(bundles: readonly BundleRequest[]): Plugin {
  return {
    name: written,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${written}:\\d+$`) }, ({ path }) => ({
        path,
        namespace: written,
      }));
      build.onLoad({ filter: /.*/, namespace: written }, ({ path }) => {
        const { entry } = bundles[Number(path.split(':')[1])] ?? {};
        if (typeof entry !== 'object') throw new Error(`there is no entry ${path}`);
        return { contents: entry.contents, loader: 'ts', resolveDir: projectRoot };
      });
    },
  };
}
