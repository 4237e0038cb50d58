import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import { isTestCode, type SourceFile } from './source-file.ts';
import { childOf, nameOf, type SyntaxNode, walk } from './syntax.ts';

export const limits = { fileLines: 400, functionLines: 70 };

/** Files that may be longer than the limit, each with the reason why one file is better. */
export const longFiles: Readonly<Record<string, string>> = {};

export function lineCount({ text }: SourceFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

export function checkFileSizes(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => lineCount(file) > limits.fileLines && !longFiles[file.path])
    .map((file) => ({
      file: file.path,
      line: limits.fileLines + 1,
      message: `has ${lineCount(file)} lines, over ${limits.fileLines}; split it by what it does`,
    }));
}

/** Functions of every form; one that only groups tests is none in this sense. */
export function checkFunctionLengths(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const findings: Finding[] = [];
    walk(file.program, (node) => {
      if (!isFunction(node)) return;
      const first = file.lineAt(node.start);
      const lines = file.lineAt(node.end - 1) - first + 1;
      if (lines <= limits.functionLines || groupsTests(file, node)) return;
      const message = `a function of ${lines} lines, over ${limits.functionLines}; give its parts names`;
      findings.push({ file: file.path, line: first, message });
    });
    return findings;
  });
}

export function isFunction({ type, body }: SyntaxNode): boolean {
  const forms = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
  return forms.includes(type) && body !== null;
}

/** In test code: the callback of describe, or any function that declares tests inside. */
function groupsTests(file: SourceFile, node: SyntaxNode): boolean {
  if (!isTestCode(file.path)) return false;
  let groups = false;
  walk(node, (below) => {
    const callee = below.type === 'CallExpression' ? childOf(below, 'callee') : undefined;
    groups ||= callee !== undefined && /^(test|it|describe|suite)\b/.test(textOf(file, callee));
  });
  return groups;
}

function textOf(file: SourceFile, { start, end }: SyntaxNode): string {
  return file.text.slice(start, end);
}

const kebabFile = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
const kebabFolder = /^\.?[a-z0-9]+([.-][a-z0-9]+)*$/;

export function checkNames(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => {
      const folders = posix.dirname(path).split('/');
      return (
        !kebabFile.test(posix.basename(path)) || !folders.every((one) => kebabFolder.test(one))
      );
    })
    .map(({ path }) => ({ file: path, line: 1, message: 'rename it to kebab-case' }));
}

/** Default exports, and files that only pass other files on. */
export function checkExports(files: readonly SourceFile[]): Finding[] {
  const product = files.filter(({ path }) => path.startsWith('implementation/'));
  return product.flatMap((file) => {
    const body = statementsOf(file);
    const at = (node: SyntaxNode | undefined, message: string) => ({
      file: file.path,
      line: file.lineAt(node?.start ?? 0),
      message,
    });
    const defaults = body
      .filter(isDefaultExport)
      .map((node) => at(node, 'a default export; export it by its name'));
    const passing = body.filter(isReExport);
    const everything = passing.filter(({ type }) => type === 'ExportAllDeclaration');
    const others = body.filter((node) => !isReExport(node) && node.type !== 'ImportDeclaration');
    const barrel = passing.length > 0 && others.length === 0;
    const wide = barrel ? passing.slice(0, 1) : everything;
    const message = 'passes other files on (a barrel); let callers import the file itself';
    return [...defaults, ...wide.map((node) => at(node, message))];
  });
}

function statementsOf({ program }: SourceFile): SyntaxNode[] {
  const body = program.body;
  return Array.isArray(body) ? body : [];
}

function isReExport(node: SyntaxNode): boolean {
  if (node.type === 'ExportAllDeclaration') return true;
  return node.type === 'ExportNamedDeclaration' && childOf(node, 'source') !== undefined;
}

function isDefaultExport(node: SyntaxNode): boolean {
  if (node.type === 'ExportDefaultDeclaration') return true;
  const named = node.type === 'ExportNamedDeclaration' ? node.specifiers : undefined;
  if (!Array.isArray(named)) return false;
  return named.some((one) => nameOf(childOf(one, 'exported')) === 'default');
}
