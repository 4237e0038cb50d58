import type { DeskDefaults } from '../kits/settings/desk-configuration.ts';
import type { DeskSettings } from '../kits/settings/desk-settings.ts';
import { defaultSettings } from '../kits/settings/read-configuration.ts';

/** What a v1 desk can be told. Checked once, where the process starts. */
export interface Settings extends DeskSettings {
  /** The folder with articles, policy and training data. */
  readonly contentDirectory: string;
  /** The folder that this desk owns. */
  readonly dataDirectory: string;
  /** A PostgreSQL server instead of the embedded one. A secret: it holds a password. */
  readonly databaseUrl?: string;
}

/** What holds where the configuration says nothing else. */
export const defaults: DeskDefaults = { answerWithinMs: 8_000, logLevel: 'warn' };

/** A desk without any configuration. A bundle that does not ask for it leaves it out. */
export const unconfigured: DeskSettings = /* @__PURE__ */ defaultSettings(defaults);
