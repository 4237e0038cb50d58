/**
 * Input or stored data that an algorithm refuses. `code` is one of the desk's error codes, so that
 * callers can pass it on; `line` counts from 1 where the input has lines.
 */
export class AlgorithmError extends Error {
  readonly code: 'invalid_argument' | 'too_large' | 'data_corrupt';
  readonly line: number | undefined;

  constructor(
    code: 'invalid_argument' | 'too_large' | 'data_corrupt',
    message: string,
    line?: number,
  ) {
    super(line === undefined ? message : `line ${line}: ${message}`);
    this.name = 'AlgorithmError';
    this.code = code;
    this.line = line;
  }
}
