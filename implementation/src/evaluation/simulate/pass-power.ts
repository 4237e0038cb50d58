/** How often a scenario ended right in how many runs. */
export interface Passes {
  readonly runs: number;
  readonly passed: number;
}

/**
 * pass^k: the probability that k runs of a scenario all end right, averaged over the scenarios. Of
 * each scenario it is estimated without bias by C(passed, k) / C(runs, k), the share of all ways to
 * take k of its runs that takes only passed ones.
 * @throws Error where a scenario has fewer than k runs: nothing can be said then.
 */
export function passPower(scenarios: readonly Passes[], k: number): number {
  if (scenarios.length === 0) return 0;
  const estimates = scenarios.map(({ runs, passed }) => {
    if (runs < k) throw new Error(`pass^${k} needs ${k} runs of each scenario, not ${runs}`);
    let share = 1;
    for (let taken = 0; taken < k; taken += 1)
      share *= Math.max(0, passed - taken) / (runs - taken);
    return share;
  });
  return estimates.reduce((sum, one) => sum + one, 0) / estimates.length;
}
