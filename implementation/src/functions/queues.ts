import type { QueueName } from './parts.ts';

export interface QueueFacts {
  /** Deliveries of one message before it is a dead letter. */
  readonly maxAttempts: number;
}

/** What each queue is like, whoever carries it: a composition on a laptop makes it so. */
export const queues: Readonly<Record<QueueName, QueueFacts>> = {
  // Pub/Sub allows no fewer.
  journeyQueue: { maxAttempts: 5 },
};
