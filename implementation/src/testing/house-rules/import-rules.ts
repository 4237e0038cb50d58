import type { Finding } from './finding.ts';
import { type Import, importsOf } from './imports.ts';
import { packageRefusal, placeOf, refusal } from './layers.ts';
import { isTestCode, type SourceFile } from './source-file.ts';

/** Imports that go up, sideways, out of a driver's reach, or to a package that lives elsewhere. */
export function checkLayers(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((one) => {
      const reason = refuse(file, one);
      if (reason === undefined) return [];
      return [{ file: file.path, line: one.line, message: `${one.specifier} ${reason}` }];
    }),
  );
}

function refuse(file: SourceFile, one: Import): string | undefined {
  const { specifier, path, package: name, byUrl } = one;
  if (path !== undefined)
    return (
      refusal(file.path, path) ?? (byUrl ? undefined : formRefusal(file.path, path, specifier))
    );
  if (name !== undefined) return packageRefusal(file.path, name);
  if (isTestCode(file.path) || placeOf(file.path) === undefined) return undefined;
  return 'is computed; import a fixed path, so that what a file needs can be read';
}

/** Imports carry their ending; one that leaves its top folder is written from the root, `#src/…`. */
function formRefusal(from: string, to: string, specifier: string): string | undefined {
  const [here, there] = [placeOf(from), placeOf(to)];
  if (here === undefined || there === undefined) return undefined;
  if (!/\.[a-z]+$/.test(specifier)) return 'lacks its ending; write .ts';
  if (here.folder === there.folder || specifier.startsWith('#src/')) return undefined;
  return `leaves ${here.folder}/; write #src/${there.path}`;
}

/** Files that import each other in a circle, one finding per circle, at its first file. */
export function checkCycles(files: readonly SourceFile[]): Finding[] {
  const graph = importGraph(files);
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (path: string, way: string[]) => {
    const seen = way.indexOf(path);
    if (seen >= 0) {
      const circle = [...way.slice(seen), path].join(' → ');
      const line = graph.get(way.at(-1) ?? path)?.get(path) ?? 1;
      const message = `closes a circle: ${circle}; move what they share into a file of its own`;
      findings.push({ file: way.at(-1) ?? path, line, message });
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path)?.keys() ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return findings;
}

/** File → the files it imports, each with the line. Type imports count: a circle is a circle. */
export function importGraph(files: readonly SourceFile[]): Map<string, Map<string, number>> {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const targets = importsOf(file).filter(({ path }) => path !== undefined && known.has(path));
      return [file.path, new Map(targets.map(({ path, line }) => [path ?? '', line]))];
    }),
  );
}

/** A step decides one thing; which step comes next is the journey's table alone. */
export function checkSteps(files: readonly SourceFile[]): Finding[] {
  const steps = 'implementation/src/journey/steps/';
  return files
    .filter(({ path }) => path.startsWith(steps) && !isTestCode(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ path }) => path?.startsWith(steps))
        .map(({ line, specifier }) => {
          const message = `${specifier} is another step; steps are leaves: let the table lead there`;
          return { file: file.path, line, message };
        }),
    );
}
