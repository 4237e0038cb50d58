/** What a house rule found: a place, and what to do about it. */
export interface Finding {
  /** Path from the project's root, with `/`. */
  file: string;
  /** 1-based. */
  line: number;
  /** What stands there and what to do instead, in one sentence. */
  message: string;
}

/** Throws with one line per finding: file, line, rule, what to do, and once why the rule exists. */
export function expectNone(rule: string, why: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const lines = findings.map(({ file, line, message }) => `${file}:${line} [${rule}] ${message}`);
  const error = new Error(`${lines.join('\n')}\n${rule}: ${why}`);
  error.stack = error.message;
  throw error;
}
