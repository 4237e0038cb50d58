/**
 * The two steps that more than the table has to know by name. They stand apart from it because the
 * table knows every step, and what runs one step alone is to be bundled without the others.
 */

/** Where every journey begins. */
export const firstStep = 'receive';

/** Where a step leads that failed for good. */
export const lastResort = 'escalate';

/**
 * There is always time to see whose turn it is, and to hand over: else nobody would know of the
 * customer, or the agent would talk over a person. Whoever runs these steps gives them no deadline.
 */
export const alwaysRuns = (step: string): boolean => step === firstStep || step === lastResort;
