import { agentActor, customerActor, personActor } from '#src/domain/ticket/actor.ts';
import type { HandoffPacket, NewEvent } from '#src/domain/ticket/events.ts';
import type { Seen } from '#src/domain/ticket/record.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { GapsPage } from '#src/functions/knowledge-gaps/gaps-resource.ts';
import type { DeskParts } from '#src/testing/desk-of-parts.ts';
import { benchDesk, type Sample } from './desk-fixture.ts';

const noAnswer = { confidence: null, citations: [], usage: null, receipt: null };
const packet: HandoffPacket = {
  wants: '',
  tried: [],
  sentiment: 'neutral',
  urgency: 'normal',
  intent: null,
  nextSteps: [],
};

const event = (type: NewEvent['type'], actor: NewEvent['actor'], data: object): NewEvent =>
  ({ type, actor, data, causedBy: null }) as NewEvent;

const asked = (text: string): NewEvent[] => [
  event('ticket.opened', customerActor, { subject: '', channel: 'chat', customer: {} }),
  event('message.received', customerActor, { text }),
];

/** It is handed over for want of an answer, and a person answers. */
const answered = (text: string): NewEvent[] => [
  event('reply.posted', agentActor, { text: 'A person comes.', ...noAnswer }),
  event('ticket.escalated', agentActor, { reason: 'nothing_found', packet }),
  event('reply.posted', personActor, {
    text: `You asked: ${text} Open the settings and choose it there.`,
    ...noAnswer,
  }),
];

/** How long a desk with these questions takes for its first page of gaps. */
export async function askForGaps(
  sample: Sample,
  questions: readonly string[],
  drivers: DeskParts['drivers'],
): Promise<{ readonly ms: number; readonly page: string }> {
  const opened = await benchDesk(sample, drivers);
  const { eventLog, projectionStore } = opened.desk;
  const context = createContext({ tenant: 'default', requestId: 'bench' });
  for (const [at, text] of questions.entries()) {
    let seen: Seen = {};
    for (const events of [asked(text), answered(text)]) {
      const commandId = `command-${at}-${Object.keys(seen).length}`;
      const named = { subject: `ticket-${at}`, commandId, commandHash: 'hash' };
      const record = await eventLog.log.append(context, { ...named, seen, latestTime: 0, events });
      if (record) seen = { [record.origin]: record.seq };
    }
  }
  await projectionStore.catchUp();
  const began = performance.now();
  const answer = await opened.fetch(new Request('http://localhost/v1/knowledge/gaps'));
  const page = (await answer.json()) as GapsPage;
  const ms = performance.now() - began;
  await opened.close();
  if (page.questions !== questions.length) throw new Error(`only ${page.questions} were read`);
  const drafts = page.items.filter(({ draft }) => draft !== null).length;
  return { ms, page: `${page.items.length} gaps, ${drafts} drafts` };
}
