import { childOf, childrenOf, nameOf, nodesBelow, type SyntaxNode } from './syntax.ts';

/** A name that no declaration of the file binds: a global. */
export interface GlobalUse {
  name: string;
  node: SyntaxNode;
  parent: SyntaxNode;
}

type Scope = Set<string>;

/**
 * Every use of a global in a program, with scopes resolved: a parameter or an import called `fetch`
 * hides the global. Types are left out, for nothing of them runs.
 */
export function globalUses(program: SyntaxNode): GlobalUse[] {
  const uses: GlobalUse[] = [];
  const visit = (node: SyntaxNode, parent: SyntaxNode, scopes: readonly Scope[]) => {
    if (node.type === 'Identifier') {
      const name = String(node.name);
      if (!scopes.some((scope) => scope.has(name))) uses.push({ name, node, parent });
      return;
    }
    const own = declaredIn(node);
    const inner = own.size > 0 ? [...scopes, own] : scopes;
    for (const child of evaluatedBelow(node)) visit(child, node, inner);
  };
  visit(program, program, []);
  return uses;
}

const typeFields = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
  'implements',
]);

/** The parts of a node that run and may name a variable: no types, keys, labels or import lists. */
function evaluatedBelow(node: SyntaxNode): SyntaxNode[] {
  const { type, computed } = node;
  if (type.startsWith('TS')) return childrenOf(node, 'expression');
  if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration') return [];
  if (type === 'ExportNamedDeclaration' && node.source) return [];
  if (type === 'ExportSpecifier') return childrenOf(node, 'local');
  if (type === 'MetaProperty') return [];
  if (type === 'LabeledStatement') return childrenOf(node, 'body');
  if (type === 'BreakStatement' || type === 'ContinueStatement') return [];
  const skipped = new Set(typeFields);
  if (type === 'MemberExpression' && !computed) skipped.add('property');
  const keyed = ['Property', 'MethodDefinition', 'PropertyDefinition', 'AccessorProperty'];
  if (keyed.includes(type) && !computed) skipped.add('key');
  return Object.keys(node)
    .filter((field) => !skipped.has(field))
    .flatMap((field) => childrenOf(node, field));
}

/** The names a node binds for everything below it. */
function declaredIn(node: SyntaxNode): Scope {
  const names: Scope = new Set();
  if (isFunctionLike(node)) {
    for (const parameter of childrenOf(node, 'params')) addPattern(parameter, names);
    addPattern(childOf(node, 'id'), names);
    names.add('arguments');
    addHoisted(childOf(node, 'body'), names);
  } else if (node.type === 'Program' || node.type === 'BlockStatement') {
    addStatements(childrenOf(node, 'body'), names);
    if (node.type === 'Program') addHoisted(node, names);
  } else if (node.type === 'StaticBlock') {
    addStatements(childrenOf(node, 'body'), names);
  } else if (node.type === 'SwitchStatement') {
    for (const one of childrenOf(node, 'cases'))
      addStatements(childrenOf(one, 'consequent'), names);
  } else if (node.type === 'CatchClause') addPattern(childOf(node, 'param'), names);
  else if (node.type === 'ClassExpression') addPattern(childOf(node, 'id'), names);
  else if (/^For/.test(node.type)) {
    addStatements([...childrenOf(node, 'init'), ...childrenOf(node, 'left')], names);
  }
  return names;
}

function isFunctionLike({ type }: SyntaxNode): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
}

function addStatements(statements: readonly SyntaxNode[], names: Scope): void {
  for (const statement of statements) {
    const declared = /^Export(Named|Default)Declaration$/.test(statement.type)
      ? (childOf(statement, 'declaration') ?? statement)
      : statement;
    if (declared.type === 'VariableDeclaration') {
      for (const one of childrenOf(declared, 'declarations')) addPattern(childOf(one, 'id'), names);
    } else if (declared.type === 'ImportDeclaration') {
      for (const one of childrenOf(declared, 'specifiers'))
        addPattern(childOf(one, 'local'), names);
    } else if (/Declaration$/.test(declared.type)) addPattern(childOf(declared, 'id'), names);
  }
}

/** `var` belongs to the whole function, wherever it stands. */
function addHoisted(body: SyntaxNode | undefined, names: Scope): void {
  if (body === undefined) return;
  if (body.type === 'VariableDeclaration' && body.kind === 'var') addStatements([body], names);
  for (const child of nodesBelow(body)) {
    if (!isFunctionLike(child)) addHoisted(child, names);
  }
}

function addPattern(pattern: SyntaxNode | undefined, names: Scope): void {
  if (pattern === undefined) return;
  if (pattern.type === 'Identifier') names.add(nameOf(pattern) ?? '');
  else if (pattern.type === 'AssignmentPattern') addPattern(childOf(pattern, 'left'), names);
  else if (pattern.type === 'RestElement') addPattern(childOf(pattern, 'argument'), names);
  else if (pattern.type === 'Property') addPattern(childOf(pattern, 'value'), names);
  else {
    const parts = [...childrenOf(pattern, 'elements'), ...childrenOf(pattern, 'properties')];
    for (const part of parts) addPattern(part, names);
  }
}
