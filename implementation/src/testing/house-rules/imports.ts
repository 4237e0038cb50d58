import { posix } from 'node:path';
import type { SourceFile } from './source-file.ts';
import { childOf, type SyntaxNode, stringOf, walk } from './syntax.ts';

/** One place where a file names another module. */
export interface Import {
  /** As written. */
  specifier: string;
  /** The project path it leads to, or `undefined` for a package or a Node module. */
  path: string | undefined;
  /** The package (`pg`, `@electric-sql/pglite`) or Node module (`node:fs`), otherwise `undefined`. */
  package: string | undefined;
  line: number;
  /** Nothing is left of it at run time. */
  typeOnly: boolean;
  /** Named by `new URL`, where `#src/` would not resolve. */
  byUrl: boolean;
}

const sourceAlias = '#src/';
const declarations = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'];

/**
 * Every import of a file: static, re-export, `import()`, `import('x').Type`, `require` and
 * `new URL('./x.ts', import.meta.url)`, the way to start a worker. One whose specifier is computed
 * has the specifier `?`, for it may lead anywhere.
 */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: SyntaxNode, specifier: string | undefined, typeOnly: boolean) => {
    const written = specifier ?? '?';
    const path = resolvePath(file.path, written);
    const name = path === undefined && written !== '?' ? packageOf(written) : undefined;
    const line = file.lineAt(node.start);
    const byUrl = node.type === 'NewExpression';
    found.push({ specifier: written, path, package: name, line, typeOnly, byUrl });
  };
  walk(file.program, (node) => {
    const source = childOf(node, 'source');
    if (declarations.includes(node.type) && source) add(node, stringOf(source), isTypeOnly(node));
    else if (node.type === 'ImportExpression') add(node, stringOf(source), false);
    else if (node.type === 'TSImportType') {
      add(node, stringOf(childOf(node, 'source') ?? childOf(node, 'argument')), true);
    } else {
      const target = requiredBy(node);
      if (target) add(node, stringOf(target), false);
    }
  });
  return found;
}

/** `import type`, `export type`, or named imports that each say `type`. */
function isTypeOnly(node: SyntaxNode): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const named = node.specifiers;
  if (!Array.isArray(named) || named.length === 0) return false;
  return named.every((one) => one?.importKind === 'type' || one?.exportKind === 'type');
}

/** The argument of `require(x)` and of `new URL(x, import.meta.url)` where x is a code file. */
function requiredBy(node: SyntaxNode): SyntaxNode | undefined {
  const called = childOf(node, 'callee', 'Identifier')?.name;
  const [first, second] = Array.isArray(node.arguments) ? node.arguments : [];
  if (node.type === 'CallExpression' && called === 'require') return first;
  if (node.type !== 'NewExpression' || called !== 'URL' || second === undefined) return undefined;
  return /\.[cm]?[jt]sx?$/.test(stringOf(first) ?? '') ? first : undefined;
}

function resolvePath(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(sourceAlias)) {
    return posix.normalize(`implementation/src/${specifier.slice(sourceAlias.length)}`);
  }
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
