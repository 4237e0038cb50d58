import type { VersionName } from '../../implementation/src/cli/settings.ts';
import { manifest as baseline } from '../../implementation/src/versions/v0.5-baseline/manifest.ts';
import type { BundledVersion } from './one-version.ts';

/** A version that can be built. */
export interface BuildableVersion extends BundledVersion {
  readonly name: VersionName;
}

export const buildableVersions: readonly BuildableVersion[] = [
  {
    name: baseline.name,
    folder: baseline.folder,
    // It keeps no data, so no sample customers write in on its first start, by e-mail.
    unreached: ['cli/play-samples.ts'],
  },
];
