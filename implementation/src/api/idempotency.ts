import { canonicalJson, contentHash, identify } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { StepCall, StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';

interface Call {
  readonly desk: { newId(): string; readonly stepResultStore: StepResultStore };
  readonly context: RequestContext;
  readonly idempotencyKey: string | null;
}

/**
 * The name of the command that a request asks for. With an Idempotency-Key it is the same for every
 * retry, and the key is refused (`conflict`) for any other request; without one it is fresh.
 */
export async function commandIdOf(
  call: Call,
  operation: string,
  content: unknown,
): Promise<string> {
  const { desk, context, idempotencyKey } = call;
  if (idempotencyKey === null) return desk.newId();
  const commandId = identify('request', context.tenant, idempotencyKey);
  const contents = contentHash(canonicalJson({ operation, content }));
  const key = requestKey(commandId);
  await desk.stepResultStore.once(context, key, async () => contents);
  // Asked twice: of two first requests at once, the one whose content was kept wins.
  const kept = await desk.stepResultStore.once(context, key, async () => contents);
  if (kept !== contents) {
    throw new SupportError('conflict', 'This Idempotency-Key was used for another request.');
  }
  return commandId;
}

/** Where the content of the request behind a command is kept. */
export const requestKey = (commandId: string): StepCall => ({
  journeyId: 'idempotency',
  step: 'request',
  input: commandId,
});
