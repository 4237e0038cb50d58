import type { Finding } from './finding.ts';
import { parseSource, type SourceFile } from './source-file.ts';

/** A file of a project that breaks rules on purpose; the path is inside implementation/src. */
export function fixture(path: string, text: string): SourceFile {
  return parseSource(`implementation/src/${path}`, text);
}

/** `line: start of the message` of each finding, for short expectations. */
export function places(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line }) => `${file.replace('implementation/src/', '')}:${line}`);
}
