/**
 * How a test proves a requirement: against the real part (the database, the queue, the model that
 * the row names), against its protocol where no machine of ours can run the part, or by looking at
 * the code or a document.
 */
export type Proof = 'real part' | 'protocol' | 'static check';

/** A row of docs/requirements.json, such as `v1.queue`. */
export type RowId = `v${number}.${string}`;

/**
 * The title of a test (or of a group of tests) that proves a row of the register:
 *
 *     test(verifies('v1.postgres', 'real part', 'a ticket survives a restart'), async () => …)
 *
 * docs/requirements.md is generated from these calls, so all three are literals; a second row goes
 * round the first: `verifies(id, proof, verifies(otherId, proof, what))`. A cited test that is
 * skipped fails the run on CI: the row would otherwise look proved.
 */
export function verifies(id: RowId, proof: Proof, what: string): string {
  return `${what} [${id}: ${proof}]`;
}
