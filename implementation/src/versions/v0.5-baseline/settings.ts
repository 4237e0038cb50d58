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

/** A desk without any configuration. A bundle that does not ask for it leaves it out. */
export const unconfigured: DeskSettings = /* @__PURE__ */ defaultSettings(defaults);
