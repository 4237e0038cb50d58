import type { PersonalKind } from './personal-kinds.ts';
import { PLACEHOLDER } from './personal-kinds.ts';

/**
 * What was taken out during one request, and the way back. It lives in memory only: JSON, structured
 * cloning, string conversion and inspection show nothing of it.
 */
export class RedactionSession {
  readonly #values = new Map<string, string>();
  readonly #placeholders = new Map<string, string>();
  readonly #counts = new Map<PersonalKind, number>();
  readonly #foreign = new Set<string>();
  readonly #names = new Set<string>();

  /** @param names People who are known to take part, e.g. the customer of the ticket. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) this.#names.add(name);
  }

  /** Puts the values back. A placeholder that this session did not give out stays as it is. */
  restore(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder) => this.#values.get(placeholder) ?? placeholder);
  }

  /** The placeholder of a value: the same one for the same spelling. */
  placeholderOf(kind: PersonalKind, value: string): string {
    const key = `${kind}:${value}`;
    const known = this.#placeholders.get(key);
    if (known !== undefined) return known;
    let placeholder: string;
    do {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      placeholder = `[${kind}-${count}]`;
    } while (this.#foreign.has(placeholder));
    this.#placeholders.set(key, placeholder);
    this.#values.set(placeholder, value);
    return placeholder;
  }

  /** Keeps off the placeholders that a text brought along, so that restoring leaves them alone. */
  reserve(text: string): void {
    if (!text.includes('[')) return;
    for (const [placeholder] of text.matchAll(PLACEHOLDER)) this.#foreign.add(placeholder);
  }

  /** Names to look for: those given, and those that texts of this session announced. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  learnName(name: string): void {
    this.#names.add(name);
  }

  toJSON(): undefined {
    return undefined;
  }

  toString(): string {
    return 'RedactionSession';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return 'RedactionSession';
  }
}
