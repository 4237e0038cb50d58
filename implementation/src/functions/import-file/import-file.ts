import * as z from 'zod';
import { importMessages } from '#src/journey/import-messages.ts';
import { defineFunction } from '../define-function.ts';
import { blob } from '../trigger.ts';

const count = z.int().nonnegative();

/** Takes in the messages of a file that somebody dropped; the same file again changes nothing. */
export const importFile = defineFunction(
  {
    name: 'import-file',
    trigger: blob('incomingFiles'),
    needs: { incomingFiles: 'read', eventLog: 'append', stepResultStore: 'write' },
    input: z.strictObject({ key: z.string() }),
    output: z.strictObject({ opened: count, added: count, known: count, failed: count }),
    // The shortest of the clouds' limits for events is nine minutes.
    timeoutMs: 500_000,
  },
  async ({ desk, context: given, input }) => {
    const signal = AbortSignal.any([given.signal, desk.stopping]);
    const context = { ...given, signal };
    return importMessages(desk, context, desk.incomingFiles.messages(context, input.key));
  },
);
