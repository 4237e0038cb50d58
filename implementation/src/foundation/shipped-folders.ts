/** Folders that ship with the code and are read while it runs. */
export interface ShippedFolders {
  /** A folder for each company, among them the sample's. */
  readonly content: URL;
  /** The files of the desk's page. */
  readonly web: URL;
  /** Models that were trained when this was built; null where every start trains its own. */
  readonly models: URL | null;
}

/**
 * Where they lie beside the sources. A bundle has them at its side, so the build puts another module
 * in the place of this one. Nothing else finds files by `import.meta`: it would find none there.
 */
export const shippedFolders: ShippedFolders = {
  content: new URL('../../content/', import.meta.url),
  web: new URL('../web/', import.meta.url),
  models: null,
};
