import type { LogLevel } from '#src/foundation/logger.ts';
import type { ModelSettings } from './model-settings.ts';

/** Which form an agent has: trained and offline, a model, or the model where the first is unsure. */
export type AgentForm = 'statistical' | 'cascade' | 'model';

/** What the configuration of a desk says, with defaults filled in and secrets fetched. */
export interface DeskSettings {
  /** Null: none is configured, and none is asked, whatever keys lie about in the environment. */
  readonly model: ModelSettings | null;
  readonly brain: {
    readonly classify: AgentForm;
    readonly answer: AgentForm;
    /** From this confidence of the statistical form on, a cascade does not ask the model, 0–1. */
    readonly sureEnough: number;
  };
  /** From a customer's message to the reply. */
  readonly answerWithinMs: number;
  readonly spending: {
    /** What models may cost a tenant and day, US dollars; null: there is no limit. */
    readonly dailyCapUsd: number | null;
  };
  readonly log: {
    readonly level: LogLevel;
    /** Whether the log holds what was written, with personal data taken out, or nothing of it. */
    readonly messages: 'redacted' | 'none';
  };
}
