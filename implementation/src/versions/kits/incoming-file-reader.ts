import type { IncomingFileReader } from '#src/journey/import-messages.ts';
import { fileOfKey } from '#src/ports/incoming-files/file-key.ts';
import type { IncomingFiles } from '#src/ports/incoming-files/incoming-files.ts';

/** Reads messages from the incoming files: what a name ends with says how. */
export const createIncomingFileReader = (
  files: Pick<IncomingFiles, 'read'>,
): IncomingFileReader => ({
  async *messages(context, key) {
    // What reads e-mails is large: only a desk that gets files loads it.
    const { messagesOf } = await import('#src/hosts/message-files/messages-of.ts');
    yield* messagesOf(fileOfKey(key).name, files.read(context, key));
  },
});
