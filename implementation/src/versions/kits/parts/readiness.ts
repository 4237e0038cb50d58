import { type AgentCall, type Agents, callOf } from '#src/agents/agents.ts';
import { ModelError } from '#src/foundation/model-error.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Scope } from '#src/hosts/composition.ts';

/** Ready is a desk whose store answers, and whose agents give an answer that can be kept. */
export async function readiness(scope: Scope): Promise<() => Promise<void>> {
  const { stopping } = scope.host;
  const { log } = await scope.part('eventLog');
  const agentsAnswer = tryOut({
    classifier: await scope.part('classifier'),
    retriever: await scope.part('retriever'),
    answerer: await scope.part('answerer'),
  });
  // Asked for at the first look at readiness; until then nobody waits for it.
  agentsAnswer.catch(() => {});
  return async () => {
    if (stopping.aborted) throw new SupportError('unavailable', 'The desk is stopping.');
    await log.ping();
    await agentsAnswer;
  };
}

type Tried = Pick<Agents, 'classifier' | 'retriever' | 'answerer'>;

async function tryOut({ classifier, retriever, answerer }: Tried): Promise<void> {
  const call: AgentCall = {
    ...callOf(createContext({ tenant: 'default', requestId: 'try-out' })),
    // Nothing is paid for a try: the statistical forms answer.
    paidOnce: () => Promise.reject(new ModelError({ provider: 'model', reason: 'cancelled' })),
  };
  const question = { text: 'Is somebody there?', previous: null };
  const classification = await classifier.classify(question, call);
  if (!Number.isFinite(classification.confidence)) {
    throw new SupportError('data_corrupt', 'The classifier gives no usable confidence.');
  }
  const passages = await retriever.retrieve(question, call);
  await answerer.answer({ question, classification, passages }, call);
}
