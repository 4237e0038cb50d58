/** A question, and the group that it belongs to; null: to none. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly group: string | null;
  readonly intent: string;
}

/** How found groups compare with those that there are. */
export interface GroupingMeasures {
  readonly questions: number;
  readonly noise: number;
  readonly labels: number;
  /** Found groups of at least {@link groupFrom}. */
  readonly groups: number;
  /** Of the questions in these: the share that is of the label that most of its group have. */
  readonly purity: number;
  /** Hubert and Arabie (1985), over all questions; what belongs to no group is one of its own. */
  readonly adjustedRand: number;
  readonly grouped: number;
  readonly groupedNoise: number;
}

/** Fewer questions make no draft. */
const groupFrom = 3;

const pairs = (count: number): number => (count * (count - 1)) / 2;
const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

export function groupingMeasures(
  found: readonly (readonly string[])[],
  labelled: readonly Labelled[],
): GroupingMeasures {
  const noise = new Set(labelled.filter(({ group }) => group === null).map(({ id }) => id));
  const labelOf = new Map(labelled.map(({ id, group }) => [id, group ?? `alone ${id}`]));
  const labels = countsOf(labelled.map(({ id }) => labelOf.get(id) ?? ''));
  const counts = found.map((ids) => countsOf(ids.map((id) => labelOf.get(id) ?? '')));
  const large = found.filter(({ length }) => length >= groupFrom);
  const inLarge = large.flat();
  const right = large.map((ids) => {
    const most = Math.max(...countsOf(ids.map((id) => labelOf.get(id) ?? '')).values());
    return most === 1 ? 0 : most;
  });
  const together = sum(counts.map((one) => sum([...one.values()].map(pairs))));
  const ofFound = sum(found.map(({ length }) => pairs(length)));
  const ofLabels = sum([...labels.values()].map(pairs));
  const byChance = (ofFound * ofLabels) / pairs(labelled.length);
  const groupedNoise = inLarge.filter((id) => noise.has(id)).length;
  return {
    questions: labelled.length,
    noise: noise.size,
    labels: labels.size - noise.size,
    groups: large.length,
    purity: sum(right) / inLarge.length,
    adjustedRand: (together - byChance) / ((ofFound + ofLabels) / 2 - byChance),
    grouped: (inLarge.length - groupedNoise) / (labelled.length - noise.size),
    groupedNoise: groupedNoise / noise.size,
  };
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
