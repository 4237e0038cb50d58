import { AlgorithmError } from '../algorithm-error.ts';
import { SlotSet } from './slot-set.ts';

/** What a document can be filtered by. */
export interface Facets {
  /** Per attribute its value or values. */
  readonly attributes?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Milliseconds since 1970: from when it holds, always unless told. */
  readonly validFromMs?: number | undefined;
  /** Until when it holds, this instant excluded; for ever unless told. */
  readonly validUntilMs?: number | undefined;
}

/** What must hold of a document: every attribute that is named, in one of the values given. */
export interface FacetFilter {
  readonly attributes?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly validAtMs?: number | undefined;
}

/** Which documents have which attribute, a bit each, so that a filter is a few words of memory. */
export class FacetIndex {
  readonly #all = new SlotSet();
  readonly #sets = new Map<string, Map<string, SlotSet>>();
  /** Only of documents that do not hold always. */
  readonly #periods = new Map<number, { fromMs: number; untilMs: number }>();

  /** @throws AlgorithmError `invalid_argument`: an instant of validity that is no number. */
  static check({ validFromMs = 0, validUntilMs = 0 }: Facets): void {
    instant(validFromMs);
    instant(validUntilMs);
  }

  /** Adds what {@link FacetIndex.check} lets pass. */
  add(slot: number, { attributes = {}, validFromMs, validUntilMs }: Facets): void {
    if (validFromMs !== undefined || validUntilMs !== undefined) {
      const fromMs = validFromMs ?? Number.NEGATIVE_INFINITY;
      const untilMs = validUntilMs ?? Number.POSITIVE_INFINITY;
      this.#periods.set(slot, { fromMs, untilMs });
    }
    this.#all.add(slot);
    for (const [name, value] of Object.entries(attributes)) {
      for (const one of valuesOf(value)) this.#set(name, one).add(slot);
    }
  }

  /** Removes what {@link add} was given. */
  remove(slot: number, { attributes = {} }: Facets): void {
    this.#all.delete(slot);
    this.#periods.delete(slot);
    for (const [name, value] of Object.entries(attributes)) {
      for (const one of valuesOf(value)) this.#set(name, one).delete(slot);
    }
  }

  /** The documents that pass; null when nothing is asked. */
  allowed({ attributes = {}, validAtMs }: FacetFilter): SlotSet | null {
    const asked = Object.entries(attributes).filter(([, value]) => value !== undefined);
    if (asked.length === 0 && validAtMs === undefined) return null;
    const allowed = SlotSet.anyOf([this.#all]);
    for (const [name, value] of asked) {
      const sets = valuesOf(value).flatMap((one) => this.#sets.get(name)?.get(one) ?? []);
      allowed.intersect(SlotSet.anyOf(sets));
    }
    if (validAtMs !== undefined) {
      const at = instant(validAtMs);
      for (const [slot, { fromMs, untilMs }] of this.#periods) {
        if (at < fromMs || at >= untilMs) allowed.delete(slot);
      }
    }
    return allowed;
  }

  #set(name: string, value: string): SlotSet {
    const values = this.#sets.get(name) ?? new Map<string, SlotSet>();
    this.#sets.set(name, values);
    const set = values.get(value) ?? new SlotSet();
    values.set(value, set);
    return set;
  }
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function instant(milliseconds: number): number {
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new AlgorithmError('invalid_argument', 'an instant of validity is not a number');
}
