import type { Finding } from './finding.ts';
import { importGraph } from './import-rules.ts';
import type { SourceFile } from './source-file.ts';
import { childOf, childrenOf, nameOf, walk } from './syntax.ts';
import { stringsOf } from './text-rules.ts';

/** Who may read the questions: the evaluation, the check of their shape, and this rule. */
const readers = [
  'implementation/src/evaluation/',
  'implementation/content/check/',
  'implementation/src/testing/house-rules/',
];
const evaluationCode = 'implementation/src/evaluation/';
/** Who may import the evaluation: itself, the command that runs it, the bench. Never the desk. */
const callers = [evaluationCode, 'implementation/src/cli/', 'implementation/bench/'];

/** Files that read folders which a person names, or which hold articles and nothing else. */
const namedByPeople: Readonly<Record<string, string>> = {
  'implementation/src/hosts/laptop/message-files.ts': 'import takes a folder of e-mails',
  'implementation/src/knowledge/load/folder-files.ts': 'a folder of documents; articles/',
};

const folderName = /(^|[/\\])evaluation([/\\]|$)/;

function isAllowed(path: string, places: readonly string[]): boolean {
  return places.some((place) => path.startsWith(place));
}

/** Code outside the readers that names the folder of the evaluation questions. */
export function checkEvaluationUnnamed(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => !isAllowed(path, readers))
    .flatMap((file) =>
      stringsOf(file)
        .filter(({ text }) => folderName.test(text) && !text.startsWith('#src/'))
        .map(({ text, line }) => ({
          file: file.path,
          line,
          message: `names the evaluation data (${text}); only src/evaluation/ may read it`,
        })),
    );
}

/** Files that can reach the evaluation by imports, directly or through others, and may not. */
export function checkEvaluationUnreached(files: readonly SourceFile[]): Finding[] {
  const graph = importGraph(files);
  const findings: Finding[] = [];
  for (const [path, targets] of graph) {
    if (isAllowed(path, callers)) continue;
    for (const [target, line] of targets) {
      const way = wayTo(target, graph, isEvaluation, new Set([path]));
      if (way === undefined) continue;
      const message = `reaches the evaluation (${way.join(' → ')}); turn that import round`;
      findings.push({ file: path, line, message });
    }
  }
  return findings;
}

function isEvaluation(path: string): boolean {
  return path.startsWith(evaluationCode);
}

function wayTo(
  path: string,
  graph: ReadonlyMap<string, ReadonlyMap<string, number>>,
  found: (path: string) => boolean,
  seen: Set<string>,
): string[] | undefined {
  if (found(path)) return [path];
  if (seen.has(path)) return undefined;
  seen.add(path);
  for (const next of graph.get(path)?.keys() ?? []) {
    const rest = wayTo(next, graph, found, seen);
    if (rest) return [path, ...rest];
  }
  return undefined;
}

/** Reading a folder with all that lies below it would take the evaluation along, unnamed. */
export function checkNoWholeFolders(files: readonly SourceFile[]): Finding[] {
  const desk = files.filter(({ path }) => {
    const inSource = path.startsWith('implementation/src/');
    const exempt = isAllowed(path, readers) || namedByPeople[path] !== undefined;
    return inSource && !exempt && !path.endsWith('.test.ts');
  });
  return desk.flatMap((file) => {
    const findings: Finding[] = [];
    walk(file.program, (node) => {
      if (node.type !== 'CallExpression') return;
      const callee = childOf(node, 'callee');
      const name = nameOf(callee) ?? (callee && nameOf(childOf(callee, 'property'))) ?? '';
      const wide = /^(readdir|opendir)(Sync)?$/.test(name) && hasRecursive(node);
      if (!wide && !/^glob(Sync)?$/.test(name)) return;
      const message = `${name} over a whole tree; list the folders that are meant by name`;
      findings.push({ file: file.path, line: file.lineAt(node.start), message });
    });
    return findings;
  });
}

function hasRecursive(call: Parameters<typeof childrenOf>[0]): boolean {
  const options = childrenOf(call, 'arguments').filter(({ type }) => type === 'ObjectExpression');
  const properties = options.flatMap((one) => childrenOf(one, 'properties'));
  return properties.some((one) => nameOf(childOf(one, 'key')) === 'recursive');
}
