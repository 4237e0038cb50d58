import { AlgorithmError } from './algorithm-error.ts';

/** One record of a CSV text and the line, from 1, on which it starts. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: commas, double quotes, line ends CRLF, LF or CR, a byte order mark
 * at the start ignored, empty lines skipped. Linear in the length of the text.
 * @throws AlgorithmError `invalid_argument` with the line: a quote left open, text after a closing
 * quote, or a quote inside an unquoted field.
 */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const reader = new CsvReader(text);
  for (let record = reader.next(); record !== undefined; record = reader.next()) {
    if (record.fields.length > 1 || record.fields[0] !== '' || record.quoted) {
      records.push({ line: record.line, fields: record.fields });
    }
  }
  return records;
}

/**
 * Rows of a CSV text with a header, reduced to the named columns; other columns are ignored.
 * @throws AlgorithmError `invalid_argument`: no header, a column missing or twice, or a row whose
 * number of fields differs from the header's.
 */
export function parseCsvColumns<Name extends string>(
  text: string,
  columns: readonly Name[],
): { readonly line: number; readonly values: Readonly<Record<Name, string>> }[] {
  const [header, ...rows] = parseCsv(text);
  if (header === undefined) {
    throw new AlgorithmError('invalid_argument', `empty; expected the header ${columns.join(',')}`);
  }
  const names = header.fields.map((name) => name.trim());
  const places = columns.map((column) => {
    const place = names.indexOf(column);
    if (place < 0) {
      throw new AlgorithmError(
        'invalid_argument',
        `no column "${column}" in the header (found: ${names.slice(0, 20).join(', ').slice(0, 200)})`,
        header.line,
      );
    }
    if (names.lastIndexOf(column) !== place) {
      throw new AlgorithmError('invalid_argument', `column "${column}" occurs twice`, header.line);
    }
    return [column, place] as const;
  });
  return rows.map(({ line, fields }) => {
    if (fields.length !== names.length) {
      throw new AlgorithmError(
        'invalid_argument',
        `${fields.length} fields where the header has ${names.length}`,
        line,
      );
    }
    const values = Object.fromEntries(places.map(([column, place]) => [column, fields[place]]));
    return { line, values: values as Record<Name, string> };
  });
}

class CsvReader {
  readonly #text: string;
  #at: number;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  next(): { line: number; fields: string[]; quoted: boolean } | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const line = this.#line;
    const fields: string[] = [];
    let quoted = false;
    for (;;) {
      if (this.#text[this.#at] === '"') {
        quoted = true;
        fields.push(this.#quoted());
      } else {
        fields.push(this.#unquoted());
      }
      const delimiter = this.#text[this.#at];
      this.#at++;
      if (delimiter === ',') continue;
      if (delimiter === '\r' && this.#text[this.#at] === '\n') this.#at++;
      this.#line++;
      return { line, fields, quoted };
    }
  }

  #unquoted(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !isDelimiter(this.#text[this.#at])) {
      if (this.#text[this.#at] === '"') {
        throw new AlgorithmError(
          'invalid_argument',
          'a quote inside a field that does not start with one',
          this.#line,
        );
      }
      this.#at++;
    }
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string {
    const opened = this.#line;
    let value = '';
    let start = ++this.#at;
    for (;;) {
      const close = this.#text.indexOf('"', start);
      if (close < 0) {
        throw new AlgorithmError('invalid_argument', 'a quote opened here is never closed', opened);
      }
      const part = this.#text.slice(start, close);
      this.#countLines(part);
      value += part;
      this.#at = close + 1;
      if (this.#text[this.#at] !== '"') break;
      value += '"';
      start = this.#at + 1;
    }
    if (this.#at < this.#text.length && !isDelimiter(this.#text[this.#at])) {
      throw new AlgorithmError('invalid_argument', 'text after a closing quote', this.#line);
    }
    return value;
  }

  #countLines(part: string): void {
    for (let at = 0; at < part.length; at++) {
      const unit = part.charCodeAt(at);
      if (unit === 10 || (unit === 13 && part.charCodeAt(at + 1) !== 10)) this.#line++;
    }
  }
}

function isDelimiter(character: string | undefined): boolean {
  return character === ',' || character === '\n' || character === '\r';
}
