import type { Finding } from './finding.ts';
import { importsOf } from './imports.ts';
import { placeOf } from './layers.ts';
import { isTestCode, type SourceFile } from './source-file.ts';
import { type SyntaxNode, walk } from './syntax.ts';

/** The one file that may look where it stands; a bundle puts another in its place. */
const findsFolders = 'implementation/src/foundation/shipped-folders.ts';

/** Code that finds files by where it stands: bundled, it stands elsewhere. The page is not bundled. */
export function checkFilesFound(files: readonly SourceFile[]): Finding[] {
  const bundled = files.filter(({ path }) => {
    const place = placeOf(path);
    return place !== undefined && place.folder !== 'web' && !isTestCode(path);
  });
  return bundled.flatMap((file) => {
    if (file.path === findsFolders) return [];
    const found: SyntaxNode[] = [];
    walk(file.program, (node) => {
      if (node.type === 'MetaProperty') found.push(node);
    });
    return found.map((node) => ({
      file: file.path,
      line: file.lineAt(node.start),
      message:
        'import.meta is another place in a bundle; name the folder in foundation/shipped-folders.ts, or make the file a module',
    }));
  });
}

const stacks = 'stacks/';
const manifest = /^implementation\/src\/versions\/[^/]+\/manifest\.ts$/;
/** What describes a deployment, and is no part of the desk. */
const stackPackages = /^(cdktf|constructs|@cdktf\/provider-[a-z-]+)$/;
const oneResource = /^@cdktf\/provider-[a-z-]+\/lib\/[a-z-]+\/index\.js$/;

/** Stacks know of a version what its manifest says; nothing but stacks knows of Terraform. */
export function checkStacks(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, path, package: name, typeOnly, line }) => {
      const message = file.path.startsWith(stacks)
        ? !isTestCode(file.path) && refusalInStack(specifier, path, name)
        : refusalOutside(file.path, name, typeOnly);
      return message ? [{ file: file.path, line, message: `${specifier} ${message}` }] : [];
    }),
  );
}

function refusalInStack(
  specifier: string,
  path: string | undefined,
  name: string | undefined,
): string | undefined {
  if (path !== undefined) {
    if (path.startsWith(stacks) || manifest.test(path)) return undefined;
    return 'is part of the desk; a stack knows its manifest.ts alone';
  }
  if (name === undefined) return 'is computed; import a fixed path';
  if (name.startsWith('node:')) return undefined;
  if (!stackPackages.test(name))
    return 'is not for stacks/: name it in house-rules/shipping-rules.ts';
  if (!name.startsWith('@cdktf/') || oneResource.test(specifier)) return undefined;
  return 'loads a whole provider; import one resource, as in @cdktf/provider-docker/lib/image/index.js';
}

function refusalOutside(
  path: string,
  name: string | undefined,
  typeOnly: boolean,
): string | undefined {
  if (manifest.test(path) && !typeOnly) {
    return 'is more than data; a manifest imports nothing, so that nothing comes along with it';
  }
  return name !== undefined && stackPackages.test(name) ? 'is for stacks/ alone' : undefined;
}
