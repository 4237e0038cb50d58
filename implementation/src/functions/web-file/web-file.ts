import * as z from 'zod';
import { etagOf, pageResponse } from '#src/api/page-response.ts';
import { readWebFile, typeOfWebFile, type WebFile } from '#src/api/web-files.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

/** What the page consists of; read once. */
const files = new Map<WebFile, { readonly text: string; readonly etag: string }>();

function fileOf(name: WebFile) {
  let file = files.get(name);
  if (!file) {
    const text = readWebFile(name);
    file = { text, etag: etagOf(text) };
    files.set(name, file);
  }
  return file;
}

export const webFile = defineFunction(
  {
    name: 'web-file',
    trigger: http({
      method: 'GET',
      path: '/web/{file}',
      summary: 'A script or a style of the pages.',
      pathSchema: z.strictObject({ file: z.string() }),
      querySchema: z.looseObject({}),
      forPeople: true,
      success: { status: 200, contentType: 'text/plain', description: 'The file.' },
    }),
    needs: {},
    timeoutMs: 5_000,
  },
  async ({ context, path, request }) => {
    const found = typeOfWebFile(path.file);
    if (!found) {
      throw new SupportError('not_found', `There is nothing at /web/${path.file.slice(0, 200)}.`);
    }
    const { text, etag } = fileOf(found.name);
    return pageResponse(context.requestId, request, text, found.type, 200, etag);
  },
);
