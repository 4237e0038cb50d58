/** Longer than Lambda lets anything run. */
const hourMs = 3_600_000;

/**
 * Runs with something to wait for. A process ends when nothing holds it, the desk's own timers do not,
 * and Lambda's client neither while a call is on: a call that only sleeps for a moment would be lost.
 */
export async function keptAlive<Result>(run: () => Promise<Result>): Promise<Result> {
  const held = setInterval(() => {}, hourMs);
  try {
    return await run();
  } finally {
    clearInterval(held);
  }
}
