/**
 * A schedule in the six fields that the timer trigger reads. What they cannot say comes out as the
 * next shorter pause that they can.
 */
export function ncrontabOf(everySeconds: number): string {
  const seconds = Math.max(1, Math.floor(everySeconds));
  if (seconds < 60) return `*/${seconds} * * * * *`;
  if (seconds < 3_600) return `0 */${Math.floor(seconds / 60)} * * * *`;
  if (seconds < 86_400) return `0 0 */${Math.floor(seconds / 3_600)} * * *`;
  return '0 0 0 * * *';
}
