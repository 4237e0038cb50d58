import {
  type VersionName,
  versionNames,
  versions,
} from '../../implementation/src/versions/versions.ts';
import type { BundledVersion } from './one-version.ts';

/** A version that can be built. */
export interface BuildableVersion extends BundledVersion {
  readonly name: VersionName;
}

/** Those that keep no data of their own: what is built has no folder to keep it in. */
export const buildableVersions: readonly BuildableVersion[] = versionNames
  .filter((name) => !versions[name].keepsData)
  .map((name) => ({
    name,
    folder: versions[name].folder,
    unreached: [],
  }));
