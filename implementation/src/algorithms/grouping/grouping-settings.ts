export interface GroupingSettings {
  /** Power of the inverse document frequency: below 1, rare terms count for less. */
  readonly rarityPower: number;
  /** What an equal label is worth in a cosine, 0–1. */
  readonly labelShare: number;
  /** Mean cosine from which on groups become one. */
  readonly linkAtLeast: number;
  /** Cosine to the most central item of its group that each has at least. */
  readonly centralAtLeast: number;
  readonly neighbours: number;
  /** A term that more distinct texts hold leads to no neighbour, unless a text has no other. */
  readonly commonFrom: number;
}

/** docs/decisions/0032-knowledge-gaps.md says how they were chosen. */
export const groupingDefaults: GroupingSettings = {
  rarityPower: 0.5,
  labelShare: 0.15,
  linkAtLeast: 0.35,
  centralAtLeast: 0.3,
  neighbours: 16,
  commonFrom: 1_000,
};
