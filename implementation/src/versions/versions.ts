import type { VersionModule } from '#src/hosts/composition.ts';
import type { BrainSettings } from './kits/parts/brain.ts';
import type { DeskDefaults } from './kits/settings/desk-configuration.ts';
import type { DeskSettings } from './kits/settings/desk-settings.ts';

interface VersionEntry {
  /** Below `versions/`. */
  readonly folder: string;
  /** What it is, in a few words, for whoever chooses one. */
  readonly summary: string;
  readonly settings: () => Promise<{
    readonly defaults: DeskDefaults;
    readonly unconfigured: DeskSettings;
  }>;
}

/**
 * It owns a folder: the folder is locked while it runs, `--reset` clears it, and the samples are
 * played into it once. What is built for a container or a cloud has none.
 */
interface KeepingVersion extends VersionEntry {
  readonly keepsData: true;
  readonly compose: () => Promise<object>;
}

/** It can be built: all that it may ask to be told is the common configuration and the content. */
interface BuildableVersion extends VersionEntry {
  readonly keepsData: false;
  readonly compose: () => Promise<VersionModule<BrainSettings>>;
}

/**
 * Every version that can be started, by its name; the one place that lists them. Only the chosen one
 * is loaded.
 */
export const versions = {
  'v0.5': {
    folder: 'v0.5-baseline',
    summary: 'one question, one answer; writes nothing to disk',
    keepsData: false,
    compose: () => import('./v0.5-baseline/compose.ts'),
    settings: () => import('./v0.5-baseline/settings.ts'),
  },
  v1: {
    folder: 'v1-mvp',
    summary: 'tickets, people and the agent; keeps its data',
    keepsData: true,
    compose: () => import('./v1-mvp/compose.ts'),
    settings: () => import('./v1-mvp/settings.ts'),
  },
} as const satisfies Readonly<Record<string, KeepingVersion | BuildableVersion>>;

export type VersionName = keyof typeof versions;

export const versionNames = Object.keys(versions) as readonly VersionName[];

/** What is started where nobody chooses. */
export const defaultVersion: VersionName = 'v1';

export const isVersion = (name: string): name is VersionName => Object.hasOwn(versions, name);
