import { keyOfFile } from '#src/ports/incoming-files/file-key.ts';

/**
 * The file that an object of a bucket or container is, as the port `incoming-files` knows it, with
 * its tenant: `<tenant>/<name>`, the tenant URI-encoded, the name as its sender called it. Null for
 * an object that lies elsewhere, or stands for a folder.
 */
export function fileOfObject(
  objectName: string,
): { readonly tenant: string; readonly key: string } | null {
  const [, folder = '', name = ''] = /^([^/]+)\/(.*[^/])$/s.exec(objectName) ?? [];
  try {
    const tenant = decodeURIComponent(folder);
    if (tenant === '' || name === '') return null;
    return { tenant, key: keyOfFile({ tenant, name }) };
  } catch {
    return null;
  }
}
