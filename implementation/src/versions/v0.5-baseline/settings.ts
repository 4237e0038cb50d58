import type { DeskDefaults } from '../kits/settings/desk-configuration.ts';
import type { DeskSettings } from '../kits/settings/desk-settings.ts';
import { defaultSettings } from '../kits/settings/read-configuration.ts';

/** What a v0.5 desk can be told. Checked once, where the process starts. */
export interface Settings extends DeskSettings {
  /** The folder with FAQs, policy and training data. */
  readonly contentDirectory: string;
}

/** What holds where the configuration says nothing else. */
export const defaults: DeskDefaults = { answerWithinMs: 2_000, logLevel: 'info' };

/** A desk without any configuration. */
export const unconfigured: DeskSettings = defaultSettings(defaults);
