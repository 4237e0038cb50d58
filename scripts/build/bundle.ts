import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
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

export interface BundleRequest {
  /** The file to begin with, from the project's root; or a module that is written for the bundle. */
  readonly entry: string | { readonly contents: string };
  /** Where the bundle goes, and where its source map goes, which is not shipped with it. */
  readonly file: string;
  readonly mapFile: string;
}

/** What came of a bundle. */
export interface Bundle {
  readonly bytes: number;
  /** Bytes of the bundle by the file that they come from, from the project's root. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** Packages in the old module format call `require` for the modules of Node. */
const banner = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

/** Nothing is written here: names of outputs alone. */
const nowhere = join(projectRoot, 'dist');

/**
 * Minified ES modules, each with everything that its entry needs; what they share is read once. The
 * same input gives the same bytes.
 */
export async function bundle(options: BundleOptions): Promise<readonly Bundle[]> {
  const { version, target, external = [], bundles } = options;
  const result = await build({
    absWorkingDir: projectRoot,
    entryPoints: bundles.map(({ entry }, index) => ({
      in: typeof entry === 'string' ? entry : `${written}:${index}`,
      out: `${index}`,
    })),
    outdir: nowhere,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    // Nearly every package ships both formats; the newer one leaves out what nobody uses.
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'external',
    external: [...external],
    banner: { js: banner },
    plugins: [oneVersion(version), writtenEntries(bundles)],
    // As Node reads the same sources. What tsconfig.json says is for the compiler's checks.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  for (const { path, contents } of result.outputFiles) {
    const [, index = '', ending] = /(\d+)\.(js|js\.map)$/.exec(path) ?? [];
    const { file, mapFile } = bundles[Number(index)] ?? {};
    const place = ending === 'js' ? file : mapFile;
    if (place === undefined) throw new Error(`esbuild made ${path}, which nobody asked for`);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, contents);
  }
  const outputs = Object.entries(result.metafile.outputs);
  return bundles.map(({ file }, index) => {
    const [, output] = outputs.find(([path]) => path.endsWith(`/${index}.js`)) ?? [];
    if (output === undefined) throw new Error(`esbuild made nothing of ${file}`);
    const inputs = Object.entries(output.inputs);
    return {
      bytes: output.bytes,
      inputs: new Map(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
    };
  });
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
