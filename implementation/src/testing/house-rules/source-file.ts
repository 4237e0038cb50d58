import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseAst } from 'vitest/node';
import { isNode, type SyntaxNode } from './syntax.ts';

/** One file of the project's own code, parsed. */
export interface SourceFile {
  /** Path from the project's root, with `/`. */
  path: string;
  text: string;
  program: SyntaxNode;
  /** 1-based line of an offset into the text. */
  lineAt: (offset: number) => number;
}

export const projectRoot = join(import.meta.dirname, '../../../..');

/** The folders that hold code. What lies in a company's content is data. */
const codeFolders = [
  'implementation/src',
  'implementation/bench',
  'implementation/content/check',
  'scripts',
  'functions',
  'stacks',
];
const codeEnding = /\.(ts|tsx|mts|mjs|js)$/;
const unread = new Set(['node_modules', 'dist', 'cdktf.out', 'coverage', '.git', '.data']);

/** Paths of all files below a folder of the project, sorted; empty when there is no such folder. */
export function filesBelow(folder: string): string[] {
  let entries: { name: string; isDirectory: () => boolean }[];
  try {
    entries = readdirSync(join(projectRoot, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  const found = entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return unread.has(entry.name) ? [] : filesBelow(path);
  });
  return found.sort();
}

/** Parses one file; its text may be given, as the fixtures do. Throws on a syntax error. */
export function parseSource(path: string, text: string): SourceFile {
  const lang = path.endsWith('.tsx') ? 'tsx' : 'ts';
  let program: unknown;
  try {
    program = parseAst(text, { lang });
  } catch (cause) {
    throw new Error(`${path} cannot be parsed`, { cause });
  }
  if (!isNode(program)) throw new Error(`${path}: the parser gave no program`);
  return { path, text, program, lineAt: lineCounter(text) };
}

let read: SourceFile[] | undefined;

/** Every code file of the project, parsed once. */
export function readCode(): readonly SourceFile[] {
  read ??= codeFolders
    .flatMap(filesBelow)
    .filter((path) => codeEnding.test(path))
    .map((path) => parseSource(path, readFileSync(join(projectRoot, path), 'utf8')));
  return read;
}

/** Tests, and what only tests import: those may do what the product must not. */
export function isTestCode(path: string): boolean {
  return (
    /\.test\.[a-z]+$/.test(path) ||
    path.endsWith('/conformance.ts') ||
    path.includes('/src/testing/')
  );
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
