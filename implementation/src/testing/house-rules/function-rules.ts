import type { Finding } from './finding.ts';
import type { SourceFile } from './source-file.ts';
import { childOf, nameOf, type SyntaxNode, walk } from './syntax.ts';

/** Lines inside the braces of a function's `run`; what is longer is named, in a file beside it. */
export const bodyLines = 20;

const folder = 'implementation/src/functions/';
const lists = ['all-functions.ts', 'http-functions.ts'].map((name) => folder + name);

/** `functions/chat/chat.ts` → `chat`; undefined for files that declare no function. */
function declaredName(path: string): string | undefined {
  const [, name, file] = /^implementation\/src\/functions\/([^/]+)\/([^/]+)\.ts$/.exec(path) ?? [];
  return name !== undefined && name === file ? name : undefined;
}

/** Functions are found by their name, are in the list that every host runs, and say little themselves. */
export function checkFunctions(files: readonly SourceFile[]): Finding[] {
  const listed = files.filter(({ path }) => lists.includes(path)).map(({ text }) => text);
  return files.flatMap((file) => {
    const name = declaredName(file.path);
    if (name === undefined) return [];
    const declarations = callsOf(file, 'defineFunction');
    const at = (message: string, line = 1) => ({ file: file.path, line, message });
    const findings: Finding[] = [];
    if (declarations.length !== 1) {
      findings.push(at('declares no function by defineFunction, or more than one'));
    }
    if (!file.text.includes(`name: '${name}'`)) {
      findings.push(at(`its function is called otherwise; the build looks for ${name}`));
    }
    if (!listed.some((text) => text.includes(`'./${name}/${name}.ts'`))) {
      findings.push(
        at('no host runs it: list it in functions/all-functions.ts or http-functions.ts'),
      );
    }
    for (const call of declarations) {
      const lines = linesOfRun(file, call);
      if (lines <= bodyLines) continue;
      const line = file.lineAt(call.start);
      const message = `a body of ${lines} lines, over ${bodyLines}; name its parts beside it`;
      findings.push(at(message, line));
    }
    return findings;
  });
}

function callsOf(file: SourceFile, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  walk(file.program, (node) => {
    if (node.type === 'CallExpression' && nameOf(childOf(node, 'callee')) === name)
      found.push(node);
  });
  return found;
}

/** Lines between the braces of the second argument. */
function linesOfRun(file: SourceFile, call: SyntaxNode): number {
  const { arguments: given } = call;
  const run = Array.isArray(given) ? (given[1] as SyntaxNode | undefined) : undefined;
  const body = run && childOf(run, 'body');
  if (!body) return 0;
  return Math.max(0, file.lineAt(body.end - 1) - file.lineAt(body.start) - 1);
}
