/**
 * Every version that can be started, by its name; the one place that lists them. Only the chosen one
 * is loaded.
 */
export const versions = {
  'v0.5': {
    folder: 'v0.5-baseline',
    keepsData: false,
    compose: () => import('./v0.5-baseline/compose.ts'),
    settings: () => import('./v0.5-baseline/settings.ts'),
  },
  v1: {
    folder: 'v1-mvp',
    /** In a folder that one process owns. Such a version is not built for a cloud yet. */
    keepsData: true,
    compose: () => import('./v1-mvp/compose.ts'),
    settings: () => import('./v1-mvp/settings.ts'),
  },
} as const;

export type VersionName = keyof typeof versions;

export const versionNames = Object.keys(versions) as readonly VersionName[];

export const isVersion = (name: string): name is VersionName => Object.hasOwn(versions, name);
