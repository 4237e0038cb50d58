import {
  type LoadedConfiguration,
  loadSettings,
} from '#src/versions/kits/configuration/load-configuration.ts';
import { type VersionName, versions } from '#src/versions/versions.ts';

/** The settings of the version of this name, as {@link loadSettings} says. */
export async function loadConfiguration(
  version: VersionName,
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LoadedConfiguration> {
  const { defaults } = await versions[version].settings();
  return loadSettings(defaults, flag, environment);
}
