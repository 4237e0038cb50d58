/** One node of a parsed file. Fields beside these depend on `type` (ESTree and its TypeScript kin). */
export interface SyntaxNode {
  type: string;
  /** Offsets into the source text. */
  start: number;
  end: number;
  [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The node in a field, when there is one and it is of one of these types (any when none is named). */
export function childOf(
  node: SyntaxNode,
  field: string,
  ...types: string[]
): SyntaxNode | undefined {
  const value = node[field];
  if (!isNode(value)) return undefined;
  return types.length === 0 || types.includes(value.type) ? value : undefined;
}

/** The nodes in a field that holds a list, or the one node it holds. */
export function childrenOf(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = node[field];
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

/** Every node directly below this one, in no promised order. */
export function* nodesBelow(node: SyntaxNode): Generator<SyntaxNode> {
  for (const field of Object.keys(node)) yield* childrenOf(node, field);
}

/** The node and everything below it, parents first. `ancestors` ends with the parent. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void,
  ancestors: SyntaxNode[] = [],
): void {
  visit(node, ancestors);
  ancestors.push(node);
  for (const child of nodesBelow(node)) walk(child, visit, ancestors);
  ancestors.pop();
}

/** The text of a string literal, or of a template without placeholders. */
export function stringOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || childrenOf(node, 'expressions').length > 0) {
    return undefined;
  }
  return templateText(childrenOf(node, 'quasis')[0]);
}

/** The text of one fixed part of a template literal. */
export function templateText(part: SyntaxNode | undefined): string {
  const value = part?.value;
  if (typeof value !== 'object' || value === null || !('cooked' in value)) return '';
  return typeof value.cooked === 'string' ? value.cooked : '';
}

/** The name of an identifier, or the text of a literal that stands where a name could. */
export function nameOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Identifier' && typeof node.name === 'string') return node.name;
  return stringOf(node);
}
