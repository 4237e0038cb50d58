import {
  type LoadedConfiguration,
  loadSettings,
} from '#src/versions/kits/configuration/load-configuration.ts';
import type { DeskDefaults } from '#src/versions/kits/settings/desk-configuration.ts';
import type { VersionName } from './settings.ts';

/** The settings of the version of this name, as {@link loadSettings} says. */
export async function loadConfiguration(
  version: VersionName,
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LoadedConfiguration> {
  return loadSettings(await defaultsOf(version), flag, environment);
}

async function defaultsOf(version: VersionName): Promise<DeskDefaults> {
  const { defaults } =
    version === 'v0.5'
      ? await import('#src/versions/v0.5-baseline/settings.ts')
      : await import('#src/versions/v1-mvp/settings.ts');
  return defaults;
}
