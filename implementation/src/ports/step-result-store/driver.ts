export interface StepResultStoreCapabilities {
  readonly durable: boolean;
  /** Results can be dropped: the driver is a {@link ForgettingStepResultStoreDriver}. */
  readonly forgets: boolean;
}

/** Names one paid computation: the same key always stands for the same input. */
export interface StepResultKey {
  readonly tenant: string;
  readonly journeyId: string;
  readonly step: string;
  readonly inputHash: string;
}

/** JSON texts by key, kept for as long as a journey may be retried. */
export interface StepResultStoreDriver {
  readonly name: string;
  readonly capabilities: StepResultStoreCapabilities;
  get(key: StepResultKey): Promise<string | null>;
  /** Keeps the first result: a later one for the same key changes nothing. */
  put(key: StepResultKey, result: string): Promise<void>;
  close(): Promise<void>;
}

/** A store in this process that need not grow for ever. What it answers it answers at once. */
export interface ForgettingStepResultStoreDriver extends StepResultStoreDriver {
  /** Drops one result. */
  forget(key: StepResultKey): void;
  /** Drops every result of a journey. */
  forgetJourney(tenant: string, journeyId: string): void;
}

export const forgets = (driver: StepResultStoreDriver): driver is ForgettingStepResultStoreDriver =>
  driver.capabilities.forgets;
