import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectRoot } from '../../../scripts/build/project-root.ts';

/** What of libraries is used, by module: the names of exports. */
type Uses = ReadonlyMap<string, ReadonlySet<string>>;

export interface LibraryUses {
  /** By code that runs as soon as the bundle is loaded. */
  readonly atStart: Uses;
  /** By code that is loaded only when something asks for it. */
  readonly later: Uses;
}

/** What the files of this project use of libraries, which are in a bundle. */
export function libraryUses(entry: string, inputs: ReadonlyMap<string, number>): LibraryUses {
  const isOurs = (path: string) =>
    path.startsWith('implementation/src/') && (inputs.get(path) ?? 0) > 0;
  const first = new Set<string>();
  const walk = (text: string, folder: string, found: Set<string>) => {
    for (const path of importsOf(text, folder)) {
      if (found.has(path) || !existsSync(join(projectRoot, path))) continue;
      found.add(path);
      walk(read(path), dirname(path), found);
    }
  };
  walk(entry, '.', first);
  const ours = [...inputs.keys()].filter(isOurs);
  return {
    atStart: usesOf(ours.filter((path) => first.has(path))),
    later: usesOf(ours.filter((path) => !first.has(path))),
  };
}

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

/** Imports and exports from modules, whatever of them, but for types alone. */
const statement = /^(?:import|export)\s+(?!type\b)([^;'"]*?)\s*from\s+'([^']+)'/gm;

/** Files of this project that a file needs before it runs. */
const importsOf = (text: string, folder: string): string[] =>
  [...text.matchAll(statement)].flatMap(([, , from = '']) => {
    if (from.startsWith('#src/')) return [from.replace('#src/', 'implementation/src/')];
    return from.startsWith('.') ? [normalize(join(folder, from))] : [];
  });

function usesOf(paths: readonly string[]): Uses {
  const uses = new Map<string, Set<string>>();
  for (const path of paths) {
    const text = read(path);
    for (const [, what = '', from = ''] of text.matchAll(statement)) {
      if (/^(#|\.|node:)/.test(from)) continue;
      const names = uses.get(from) ?? new Set();
      for (const name of namesOf(what, text)) names.add(name);
      uses.set(from, names);
    }
  }
  return uses;
}

/** What this project uses of zod for the compiler alone: as values they would bring all of zod. */
const typesAlone: ReadonlySet<string> = new Set(['core', 'infer', 'input', 'output']);

/** `* as z` → whatever follows `z.` in the file; `{ a, b as c }` → a, b; `One` → default. */
function namesOf(what: string, text: string): string[] {
  const [, whole] = /^\*\s+as\s+(\w+)$/.exec(what) ?? [];
  if (whole !== undefined) {
    const members = text.matchAll(new RegExp(`\\b${whole}\\.([a-z_]\\w*)`, 'g'));
    return [...members].map(([, name = '']) => name).filter((name) => !typesAlone.has(name));
  }
  const [, named] = /\{([\s\S]*)\}/.exec(what) ?? [];
  const names = (named ?? '').split(',').flatMap((part) => {
    const [, name] = /^\s*(?!type\b)(\w+)/.exec(part) ?? [];
    return name ?? [];
  });
  return /^\w/.test(what) ? ['default', ...names] : names;
}

/** A handler that does nothing, in a bundle with those exports of libraries. */
export function librariesEntry({ atStart, later }: LibraryUses): string {
  const modules = [...atStart].map(([from, names], at) => ({ from, names, local: `library${at}` }));
  const kept = modules.flatMap(({ local, names }) => [...names].map((name) => `${local}.${name}`));
  const late = [...later.keys()].filter((from) => !atStart.has(from));
  return `${modules.map(({ from, local }) => `import * as ${local} from '${from}';`).join('\n')}
export const kept = [${kept.join(', ')}];
export const later = [${late.map((from) => `() => import('${from}')`).join(', ')}];
export const handler = async () => {};
`;
}
