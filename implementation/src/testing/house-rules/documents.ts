import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import type { TextFile } from './text-rules.ts';

/** A link of Markdown, or a path of code in backticks. */
const mention = /\[[^\]]*\]\(([^()\s]+)\)|`([\w.@-]+(?:\/[\w.@-]+)+)`/g;
const codeRoots = ['', 'implementation/src/', 'implementation/src/testing/'];
const codePath = /\.(ts|mjs)$/;

/** Links that lead nowhere, and paths of code that is no longer there. */
export function checkDocuments(
  documents: readonly TextFile[],
  paths: ReadonlySet<string>,
): Finding[] {
  const headings = new Map(documents.map(({ path, text }) => [path, anchorsOf(text)]));
  return documents.flatMap(({ path, text }) => {
    const at = (offset: number) => text.slice(0, offset).split('\n').length;
    return [...text.matchAll(mention)].flatMap(({ index, 1: link, 2: code }) => {
      const problem = link ? linkProblem(path, link, paths, headings) : codeProblem(code, paths);
      return problem ? [{ file: path, line: at(index), message: problem }] : [];
    });
  });
}

function linkProblem(
  from: string,
  link: string,
  paths: ReadonlySet<string>,
  headings: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [file = '', anchor] = link.split('#');
  const joined = posix.normalize(posix.join(posix.dirname(from), file));
  const target = file === '' ? from : joined.replace(/\/$/, '');
  if (!exists(target, paths)) return `the link ${link} leads to nothing; mend it`;
  if (anchor === undefined || headings.get(target)?.has(anchor)) return undefined;
  return `the link ${link} leads to no heading; mend it`;
}

function codeProblem(code: string | undefined, paths: ReadonlySet<string>): string | undefined {
  if (code === undefined || !codePath.test(code)) return undefined;
  if (codeRoots.some((root) => paths.has(`${root}${code}`))) return undefined;
  return `there is no ${code} any more; say where it went`;
}

/** A file, or a folder with files below it. */
function exists(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(path)) return true;
  for (const one of paths) if (one.startsWith(`${path}/`)) return true;
  return false;
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): Set<string> {
  const headings = text.matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

/** Top folders of the source that the table of implementation/src/README.md leaves out, or invents. */
export function checkFolderTable(readme: TextFile, folders: readonly string[]): Finding[] {
  const lines = readme.text.split('\n');
  const rows = lines.flatMap((text, index) => {
    const [, folder] = /^\| [^|]+ \| `([\w-]+)\/` *\|/.exec(text) ?? [];
    return folder ? [{ folder, line: index + 1 }] : [];
  });
  const missing = folders.filter((folder) => !rows.some((row) => row.folder === folder));
  const gone = rows.filter(({ folder }) => !folders.includes(folder));
  return [
    ...missing.map((folder) => ({
      file: readme.path,
      line: 1,
      message: `says nothing of ${folder}/; add it to the table`,
    })),
    ...gone.map(({ folder, line }) => ({
      file: readme.path,
      line,
      message: `there is no ${folder}/; take it out of the table`,
    })),
  ];
}
