import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { type BundledVersion, oneVersion } from './one-version.ts';
import { projectRoot } from './project-root.ts';

export interface BundleOptions {
  /** The file to begin with, from the project's root. */
  readonly entry: string;
  /** Where the bundle goes, and where its source map goes, which is not shipped with it. */
  readonly file: string;
  readonly mapFile: string;
  readonly version: BundledVersion;
  /** The Node that will run it, such as `node24`. */
  readonly target: string;
}

/** What came of a bundle. */
export interface Bundle {
  readonly bytes: number;
  /** Bytes of the bundle by the file that they come from, from the project's root. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** Packages in the old module format call `require` for the modules of Node. */
const banner = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

/** One minified ES module with everything that the entry needs. The same input gives the same bytes. */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  const { entry, file, mapFile, version, target } = options;
  const result = await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    outfile: file,
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
    banner: { js: banner },
    plugins: [oneVersion(version)],
    // As Node reads the same sources. What tsconfig.json says is for the compiler's checks.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  for (const { path, contents } of result.outputFiles) {
    const place = path.endsWith('.map') ? mapFile : file;
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, contents);
  }
  const output = Object.values(result.metafile.outputs).find(({ entryPoint }) => entryPoint);
  if (output === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  const inputs = Object.entries(output.inputs);
  return {
    bytes: output.bytes,
    inputs: new Map(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}
