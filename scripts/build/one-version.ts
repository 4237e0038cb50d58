import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { projectRoot } from './project-root.ts';

/** The version that a bundle holds, and what of the house it never reaches. */
export interface BundledVersion {
  readonly name: string;
  /** Its folder below `versions/`. */
  readonly folder: string;
  /** Files of implementation/src that this version never comes to, and that weigh something. */
  readonly unreached: readonly string[];
}

const source = join(projectRoot, 'implementation/src');

/** Leads to the folders beside the bundle, and to one version alone. */
export function oneVersion(version: BundledVersion): Plugin {
  return {
    name: 'one-version',
    setup(build) {
      build.onLoad({ filter: /[\\/]implementation[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const inside = relative(source, path).replaceAll(sep, '/');
        if (inside === 'foundation/shipped-folders.ts') {
          const contents = readFileSync(join(import.meta.dirname, 'bundled-folders.ts'), 'utf8');
          return { contents, loader: 'ts', resolveDir: import.meta.dirname };
        }
        if (!isLeftOut(inside, version)) return undefined;
        return { contents: refusalOf(version), loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

function isLeftOut(path: string, { folder, unreached }: BundledVersion): boolean {
  const [, other] = /^versions\/(v\d[^/]*)\//.exec(path) ?? [];
  return (other !== undefined && other !== folder) || unreached.includes(path);
}

/** Whoever asks for what is not there is told so, as of any other mistake of theirs. */
const refusalOf = ({ name }: BundledVersion): string => `
  import { SupportError } from '#src/foundation/support-error.ts';
  throw new SupportError('not_found', 'This build holds ${name} alone.');
`;
