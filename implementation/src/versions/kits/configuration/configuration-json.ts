/** What is no JSON, or what nobody can mean, at a place of the text. Lines and columns from 1. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(text: string, offset: number, message: string) {
    super(message);
    this.name = 'JsonFault';
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    this.line = before.length;
    this.column = (before.at(-1)?.length ?? 0) + 1;
  }
}

const deepest = 32;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const textPattern = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"/uy;
const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** A key that stands twice in one object; the last of them counts. */
export interface RepeatedKey {
  readonly path: readonly PropertyKey[];
  readonly line: number;
}

export interface ConfigurationJson {
  readonly value: unknown;
  readonly repeated: readonly RepeatedKey[];
}

/**
 * As `JSON.parse`, and beyond it: the line and the column of a fault, and the keys that stand twice.
 * Its objects have no prototype, so that every key is one that was written. Throws
 * {@link JsonFault}, for values nested more than 32 levels deep too.
 */
export function parseConfigurationJson(text: string): ConfigurationJson {
  const reader = new JsonReader(text);
  const value = reader.value([]);
  reader.skipSpace();
  if (!reader.atEnd) throw reader.fault('something follows after the end of the JSON');
  return { value, repeated: reader.repeated };
}

class JsonReader {
  readonly repeated: RepeatedKey[] = [];
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  value(path: readonly PropertyKey[]): unknown {
    this.skipSpace();
    if (path.length > deepest) throw this.fault(`it is nested more than ${deepest} levels deep`);
    if (this.#take('{')) return this.#object(path);
    if (this.#take('[')) return this.#list(path);
    if (this.#next === '"') return this.#string();
    const number = this.#match(numberPattern);
    if (number !== null) return Number(number);
    const word = this.#match(/[a-z]+/y) ?? '';
    if (Object.hasOwn(words, word)) return words[word];
    this.#offset -= word.length;
    throw this.fault('a value is expected: text in "quotes", a number, true, false, null, { or [');
  }

  skipSpace(): void {
    this.#match(/[ \t\r\n]*/y);
    if (/^(\/\/|\/\*|#)/.test(this.#text.slice(this.#offset, this.#offset + 2))) {
      throw this.fault('JSON has no comments; take them out');
    }
  }

  fault(message: string, offset = this.#offset): JsonFault {
    const ended = offset >= this.#text.length;
    return new JsonFault(this.#text, offset, ended ? 'the text ends too early' : message);
  }

  #object(path: readonly PropertyKey[]): unknown {
    const object: Record<string, unknown> = Object.create(null);
    this.skipSpace();
    if (this.#take('}')) return object;
    do {
      this.skipSpace();
      const keyOffset = this.#offset;
      if (this.#next === '}') throw this.fault('a comma may not stand before the end; take it out');
      if (this.#next !== '"') throw this.fault('a key in "quotes" is expected');
      const key = this.#string();
      const inside = [...path, key];
      if (Object.hasOwn(object, key)) {
        this.repeated.push({ path: inside, line: this.fault('', keyOffset).line });
      }
      this.skipSpace();
      if (!this.#take(':')) throw this.fault('a colon is expected after the key');
      object[key] = this.value(inside);
      this.skipSpace();
    } while (this.#take(','));
    if (!this.#take('}')) throw this.fault('a comma or } is expected');
    return object;
  }

  #list(path: readonly PropertyKey[]): unknown {
    const list: unknown[] = [];
    this.skipSpace();
    if (this.#take(']')) return list;
    do {
      this.skipSpace();
      if (this.#next === ']') throw this.fault('a comma may not stand before the end; take it out');
      list.push(this.value([...path, list.length]));
      this.skipSpace();
    } while (this.#take(','));
    if (!this.#take(']')) throw this.fault('a comma or ] is expected');
    return list;
  }

  #string(): string {
    const text = this.#match(textPattern);
    if (text === null) throw this.fault('a text has no end on its line, or a \\ that JSON lacks');
    return JSON.parse(text);
  }

  get #next(): string {
    return this.#text[this.#offset] ?? '';
  }

  #take(mark: string): boolean {
    if (this.#next !== mark) return false;
    this.#offset += 1;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#offset += found.length;
    return found;
  }
}
