import { expect, test } from 'vitest';
import { answer } from '#src/functions/answer/answer.ts';
import { chat } from '#src/functions/chat/chat.ts';
import type { AnyCall, DeskFunction } from '#src/functions/define-function.ts';
import { importFile } from '#src/functions/import-file/import-file.ts';
import { project } from '#src/functions/project/project.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { streamEvents } from '#src/functions/stream-events/stream-events.ts';
import { sweep } from '#src/functions/sweep/sweep.ts';
import { exampleEvent, requestOf } from '#src/testing/gcp-functions/event-file.ts';
import { serveOnGcp } from '#src/testing/gcp-functions/serve-on-gcp.ts';

const ticketId = 'ticket-2f9d1c7a8b3e4056d1e2f3a4';
const message = 'The password reset link is an hour old, is it still good?';

function stepNamed(name: string): DeskFunction {
  const found = stepFunctions.find(({ trigger }) => trigger.step === name);
  if (!found) throw new Error(`there is no step ${name}`);
  return found;
}

/** What each example means to its function: the function as it is declared, and the input it gets. */
const examples: readonly [string, DeskFunction, unknown][] = [
  ['chat', chat, { message }],
  ['stream-events', streamEvents, undefined],
  ['answer', answer, { ticketId, cause: 'event-0c1d2e3f' }],
  ['project', project, { subjects: [ticketId] }],
  ['import-file', importFile, { key: 'default/mails.mbox' }],
  ['step-classify', stepNamed('classify'), { ticketId, attempt: 1, after: 'screen' }],
  ['sweep', sweep, undefined],
  ['sweep-by-topic', sweep, undefined],
];

test.each(examples)('the event %s is what its function takes', async (name, declared, input) => {
  const calls: unknown[] = [];
  const { output: _output, ...declaration } = declared;
  const fn: DeskFunction = {
    ...declaration,
    async run(call: AnyCall) {
      calls.push({ input: call.input, tenant: call.context.tenant });
      return declared.trigger.kind === 'http' ? new Response('done') : undefined;
    },
  };
  await using served = await serveOnGcp(fn);
  const response = await fetch(requestOf(exampleEvent(name), served.url));
  expect(response.ok).toBe(true);
  const tenant = declared.trigger.kind === 'schedule' ? '' : 'default';
  expect(calls).toMatchObject([{ ...(input !== undefined && { input }), tenant }]);
});
