/** What may be remembered of one sort. Both limits hold. */
export interface Room {
  readonly count: number;
  /** Of all that was said and decided, as `approximateBytes` counts it. */
  readonly bytes: number;
}

/** What a desk remembers that keeps everything in its own process. */
export interface MemoryLimits {
  /** Chats that were answered and left no ticket: those that changed last stay. */
  readonly chats: Room;
  /**
   * Tickets. Where they do not fit, those that nobody waits for go first, the oldest change first.
   * Where only open ones are left, new ones are still taken in, and the oldest of them is dropped,
   * with an error in the log and `supportmax_conversations_forgotten_total{was="open"}`.
   */
  readonly tickets: Room;
}
