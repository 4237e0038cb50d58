import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { writeApiReference, writeOpenApi } from '../api-reference/reference-page.ts';
import { writeRequirements } from '../requirements/requirements-page.ts';
import type { Finding } from './finding.ts';
import { filesBelow, projectRoot } from './source-file.ts';

/** A committed file that a command writes, and how its text comes about. */
export interface GeneratedFile {
  path: string;
  command: string;
  generate: () => string | Promise<string>;
}

/** Every generated file. A new `*.gen.*` gets its line here, or the check fails. */
export const generatedFiles: readonly GeneratedFile[] = [
  {
    path: 'docs/requirements.md',
    command: 'npx node scripts/write-requirements.ts',
    generate: writeRequirements,
  },
  { path: 'docs/api/reference.md', command: 'npm run docs', generate: writeApiReference },
  { path: 'docs/api/openapi.gen.json', command: 'npm run docs', generate: writeOpenApi },
];

const roots = ['implementation', 'docs', 'stacks', 'functions', 'statemachines', 'scripts'];

/** `*.gen.*` files of the project. */
export function readGeneratedPaths(): string[] {
  return roots.flatMap(filesBelow).filter((path) => posix.basename(path).includes('.gen.'));
}

/** Text of a committed file, `undefined` when there is none. */
export function readCommitted(path: string): string | undefined {
  try {
    return readFileSync(join(projectRoot, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** Files that are not what their generator writes, and generated files without a generator. */
export async function checkGenerated(
  paths: readonly string[],
  generators: readonly GeneratedFile[],
  read: (path: string) => string | undefined,
): Promise<Finding[]> {
  const known = new Set(generators.map(({ path }) => path));
  const findings = paths
    .filter((path) => !known.has(path))
    .map((path) => {
      const message = 'has no generator; add a line to house-rules/generated-files.ts';
      return { file: path, line: 1, message };
    });
  for (const { path, command, generate } of generators) {
    const committed = read(path);
    const generated = await generate();
    if (committed === generated) continue;
    const line = committed === undefined ? 1 : firstDifference(committed, generated);
    findings.push({
      file: path,
      line,
      message: `is out of date; run \`${command}\` and commit it`,
    });
  }
  return findings;
}

function firstDifference(committed: string, generated: string): number {
  const expected = generated.split('\n');
  const lines = committed.split('\n');
  const at = lines.findIndex((line, index) => line !== expected[index]);
  return at < 0 ? lines.length : at + 1;
}
