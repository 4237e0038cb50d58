import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Finding } from './finding.ts';
import { filesBelow, projectRoot, type SourceFile } from './source-file.ts';
import { childOf, nameOf, type SyntaxNode, stringOf, templateText, walk } from './syntax.ts';

/** A text file of the project that need not be code. */
export interface TextFile {
  path: string;
  text: string;
}

/** Work left in the code where no issue tells of it. */
export function checkMarkers(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const strings = stringRanges(file.program);
    const outside = ({ index }: RegExpExecArray) =>
      !strings.some(({ start, end }) => start <= index && index < end);
    return [...file.text.matchAll(/\b(TODO|FIXME|XXX|HACK)\b/g)].filter(outside).map((match) => ({
      file: file.path,
      line: file.lineAt(match.index),
      message: `${match[0]}: finish it, or open an issue and take the note out`,
    }));
  });
}

function stringRanges(program: SyntaxNode): SyntaxNode[] {
  const ranges: SyntaxNode[] = [];
  walk(program, (node) => {
    if (stringOf(node) !== undefined || node.type === 'TemplateElement') ranges.push(node);
    else if (node.type === 'Literal' && 'regex' in node) ranges.push(node);
  });
  return ranges;
}

const testFunctions = new Set(['test', 'it', 'describe', 'suite', 'bench']);

/** A focused test switches all others of its file off. */
export function checkFocusedTests(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const findings: Finding[] = [];
    walk(file.program, (node) => {
      if (node.type !== 'MemberExpression') return;
      if (nameOf(childOf(node, 'property')) !== 'only') return;
      let object = childOf(node, 'object');
      while (object?.type === 'MemberExpression') object = childOf(object, 'object');
      if (!testFunctions.has(nameOf(object) ?? '')) return;
      const message = 'a focused test; take .only away';
      findings.push({ file: file.path, line: file.lineAt(node.start), message });
    });
    return findings;
  });
}

const sampleNames = '[A-Za-z0-9._-]+';
const machinePath = new RegExp(
  `(?<![\\w.:/~$}-])(/(work|home|Users|tmp)/${sampleNames}|/(root)/|[A-Z]:\\\\Users\\\\)`,
  'g',
);

/** Absolute paths of somebody's machine. */
export function checkMachinePaths(files: readonly TextFile[]): Finding[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(machinePath)].map(({ index, 0: found }) => ({
      file: path,
      line: text.slice(0, index).split('\n').length,
      message: `${found} is a path of one machine; derive it from the file's own place or os.tmpdir()`,
    })),
  );
}

const contentFolder = 'implementation/content';
const textEnding = /\.(ts|tsx|mjs|js|json|md|sh|ya?ml|css|html|sql)$/;

/** Paths of all files of the project, content left out. */
export function readPaths(): string[] {
  return filesBelow('.').filter((path) => !isContent(path));
}

/** Everything written by hand but the companies' content: code, documents, settings. */
export function readTexts(): TextFile[] {
  const roots = ['implementation', 'scripts', 'docs', 'stacks', 'functions', '.ci', '.github'];
  const top = ['package.json', 'README.md', 'CONTRIBUTING.md', 'vitest.config.ts', 'biome.json'];
  const below = roots.flatMap(filesBelow).filter((path) => !isContent(path));
  return [...below, ...top].flatMap((path) => {
    if (!textEnding.test(path) && !path.startsWith('.ci/')) return [];
    const text = readIfThere(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

function isContent(path: string): boolean {
  return path.startsWith(`${contentFolder}/`) && !path.startsWith(`${contentFolder}/check/`);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(join(projectRoot, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** The names of the sample companies, from their fact sheets and the names of their folders. */
export function readCompanyNames(): string[] {
  const sheets = filesBelow(contentFolder).filter((path) => posix.basename(path) === 'world.json');
  return [...new Set(sheets.flatMap((path) => companyNames(path, readIfThere(path) ?? '{}')))];
}

/** `company` of a fact sheet, and the folder that it stands in. */
export function companyNames(path: string, sheet: string): string[] {
  const world: unknown = JSON.parse(sheet);
  const named = typeof world === 'object' && world !== null && 'company' in world;
  const name = named && typeof world.company === 'string' ? world.company : '';
  const names = [name.toLowerCase(), posix.basename(posix.dirname(path)).toLowerCase()];
  return [...new Set(names.filter((one) => one.length > 0))];
}

/** The product's code knows no company: another one is another folder of content. */
export function checkContentUnknown(
  files: readonly TextFile[],
  names: readonly string[],
): Finding[] {
  const product = files.filter(({ path }) => path.startsWith('implementation/src/'));
  return product.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const name = names.find((one) => line.toLowerCase().includes(one));
      if (name === undefined) return [];
      const message = `names the sample company ${name}; read it from the content, or pass it in`;
      return [{ file: path, line: index + 1, message }];
    }),
  );
}

/** The texts of a file's string literals and of the fixed parts of its templates. */
export function stringsOf(file: SourceFile): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  walk(file.program, (node, ancestors) => {
    if (/^(Import|Export)\w*Declaration$/.test(ancestors.at(-1)?.type ?? '')) return;
    const isPart = node.type === 'TemplateElement';
    const text = node.type === 'Literal' ? stringOf(node) : isPart ? templateText(node) : undefined;
    if (text !== undefined) found.push({ text, line: file.lineAt(node.start) });
  });
  return found;
}
