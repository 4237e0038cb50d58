import { readdirSync } from 'node:fs';
import { composeVersion, hostServices } from '../../implementation/src/cli/compose-version.ts';
import { loadConfiguration } from '../../implementation/src/cli/configuration.ts';
import { createFileModelCache } from '../../implementation/src/knowledge/models/file-model-cache.ts';
import type { VersionName } from '../../implementation/src/versions/versions.ts';

/**
 * Puts the version together once, as a start does, and keeps what it learned: a start that finds it
 * need not learn. What was made from other content is never used, so it can be wrong for nobody.
 */
export async function prepareModels(
  version: VersionName,
  contentDirectory: string,
  folder: string,
): Promise<void> {
  const stopping = new AbortController().signal;
  const host = hostServices({ logLevel: 'error', stopping, progress: () => {} });
  const models = createFileModelCache(folder);
  const { settings: configured } = await loadConfiguration(version, undefined, {});
  const given = { configured, contentDirectory, dataDirectory: folder, databaseUrl: undefined };
  const desk = await composeVersion(version, given, { ...host, models });
  await desk.close();
  // The cache itself forgives whatever a disk refuses; a build does not.
  if (readdirSync(folder).length === 0) throw new Error(`no model was kept in ${folder}`);
}
