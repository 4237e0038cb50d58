/** A question that was not answered, as it may be shown: what is personal is taken out already. */
export interface GapQuestion {
  readonly id: string;
  readonly ticketId: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** What the classifier took it for, or null. */
  readonly intent: string | null;
  /** What people replied, oldest first. */
  readonly replies: readonly string[];
}

/** Words of a text that carry its topic, in the form in which texts are compared. */
export type TopicTerms = (text: string) => readonly string[];
