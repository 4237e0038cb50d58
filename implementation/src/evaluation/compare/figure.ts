/** One number that says how good a desk is, whatever it was counted over. */
export interface Figure<Unit> {
  /** Its name in files. */
  readonly key: string;
  /** Its name for people: what, and of what. */
  readonly name: string;
  readonly better: 'higher' | 'lower';
  /** `share`: 0–1, shown as per cent. `number`: shown as it is. */
  readonly kind: 'share' | 'number';
  /** Null where there is nothing to say anything about. */
  of(units: readonly Unit[]): number | null;
}

/** The share of the units that are counted at all for which `test` holds. */
export function shareFigure<Unit>(
  named: Pick<Figure<Unit>, 'key' | 'name' | 'better'>,
  test: (unit: Unit) => boolean,
  isCounted: (unit: Unit) => boolean = () => true,
): Figure<Unit> {
  return {
    ...named,
    kind: 'share',
    of(units) {
      let counted = 0;
      let held = 0;
      for (const unit of units) {
        if (!isCounted(unit)) continue;
        counted += 1;
        if (test(unit)) held += 1;
      }
      return counted === 0 ? null : held / counted;
    },
  };
}
