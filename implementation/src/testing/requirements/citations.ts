import type { Finding } from '../house-rules/finding.ts';
import { isTestCode, type SourceFile } from '../house-rules/source-file.ts';
import { childOf, nameOf, type SyntaxNode, stringOf, walk } from '../house-rules/syntax.ts';
import type { Proof } from '../verifies.ts';

/** One `verifies('v1.queue', 'real part', 'what')` in a test. */
export interface Citation {
  row: string;
  proof: Proof;
  what: string;
  file: string;
  line: number;
}

const proofs: readonly Proof[] = ['real part', 'protocol', 'static check'];
const titled = new Set(['test', 'it', 'describe', 'suite']);
/** Forms of a test that do not prove anything: never run, or meant to fail. */
const empty = ['skip', 'todo', 'fails'];

/** The citations of all test files, and what keeps others from counting. */
export function readCitations(
  files: readonly SourceFile[],
  rows: ReadonlySet<string>,
): { citations: Citation[]; findings: Finding[] } {
  const citations: Citation[] = [];
  const findings: Finding[] = [];
  for (const file of files.filter(({ path }) => isTestCode(path))) {
    walk(file.program, (node, ancestors) => {
      if (!isCitation(node)) return;
      const line = file.lineAt(node.start);
      const problem = problemOf(node, ancestors, rows);
      if (problem) findings.push({ file: file.path, line, message: problem });
      else citations.push({ ...wordsOf(node), file: file.path, line });
    });
  }
  return { citations, findings };
}

function isCitation(node: SyntaxNode | undefined): node is SyntaxNode {
  return node?.type === 'CallExpression' && nameOf(childOf(node, 'callee')) === 'verifies';
}

function argumentsOf(call: SyntaxNode): (SyntaxNode | undefined)[] {
  return Array.isArray(call.arguments) ? call.arguments : [];
}

function wordsOf(call: SyntaxNode): Pick<Citation, 'row' | 'proof' | 'what'> {
  const [row, proof, what] = argumentsOf(call);
  const known = proofs.find((one) => one === stringOf(proof)) ?? 'static check';
  const words = isCitation(what) ? wordsOf(what).what : stringOf(what);
  return { row: stringOf(row) ?? '', proof: known, what: words ?? '' };
}

function problemOf(
  call: SyntaxNode,
  ancestors: readonly SyntaxNode[],
  rows: ReadonlySet<string>,
): string | undefined {
  const [row, proof, what] = argumentsOf(call);
  const id = stringOf(row);
  if (id === undefined) return 'verifies() needs the row as a literal';
  if (!rows.has(id)) return `cites ${id}, which is no row of docs/requirements.json`;
  if (!proofs.some((one) => one === stringOf(proof))) {
    return `verifies() needs one of these as a literal: ${proofs.join(', ')}`;
  }
  if (!isCitation(what) && !stringOf(what)) return 'verifies() needs what is proved as a literal';
  return placeProblem(call, ancestors);
}

/** A citation is the title of a test that runs. */
function placeProblem(call: SyntaxNode, ancestors: readonly SyntaxNode[]): string | undefined {
  const around = ancestors.filter(({ type }) => type === 'CallExpression');
  let inner = call;
  let depth = around.length - 1;
  while (isCitation(around[depth])) inner = around[depth--] ?? inner;
  const titleOf = around[depth];
  if (titleOf === undefined || argumentsOf(titleOf)[0] !== inner || !isTestCall(titleOf)) {
    return 'verifies() is the title of a test: test(verifies(…), …)';
  }
  for (const enclosing of around.slice(0, depth + 1)) {
    if (!isTestCall(enclosing)) continue;
    const form = membersOf(enclosing).find((member) => empty.includes(member));
    if (form) return `a test with .${form} proves nothing; take verifies() away until it runs`;
  }
  return undefined;
}

function isTestCall(call: SyntaxNode): boolean {
  return titled.has(rootOf(childOf(call, 'callee')));
}

/** `test.skipIf(x)(…)` → test */
function rootOf(callee: SyntaxNode | undefined): string {
  if (callee?.type === 'MemberExpression') return rootOf(childOf(callee, 'object'));
  if (callee?.type === 'CallExpression') return rootOf(childOf(callee, 'callee'));
  if (callee?.type === 'TaggedTemplateExpression') return rootOf(childOf(callee, 'tag'));
  return nameOf(callee) ?? '';
}

/** `test.concurrent.skip(…)` → concurrent, skip; and the options that say the same. */
function membersOf(call: SyntaxNode): string[] {
  const names: string[] = [];
  const callee = childOf(call, 'callee');
  if (callee) {
    walk(callee, (node, ancestors) => {
      const inArguments = ancestors.some(({ type }) => /Function/.test(type));
      const property = node.type === 'MemberExpression' ? childOf(node, 'property') : undefined;
      if (property && !inArguments) names.push(nameOf(property) ?? '');
    });
  }
  for (const argument of argumentsOf(call)) {
    if (argument?.type !== 'ObjectExpression' || !Array.isArray(argument.properties)) continue;
    names.push(...argument.properties.map((one) => nameOf(childOf(one, 'key')) ?? ''));
  }
  return names;
}
