import type { ShippedFolders } from '../../implementation/src/foundation/shipped-folders.ts';

/** What foundation/shipped-folders.ts is in a bundle: the folders lie beside it. */
export const shippedFolders: ShippedFolders = {
  content: new URL('content/', import.meta.url),
  web: new URL('web/', import.meta.url),
  models: new URL('models/', import.meta.url),
};
